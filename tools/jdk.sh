#!/bin/sh
# Prints the home of a JDK of the wanted release (default 25), or says what to install. Looks at JAVA_HOME, at the java on the
# PATH, then where the platforms and the common installers put JDKs.
set -u
want=${1:-25}

# A JDK says its version in its file "release": JAVA_VERSION="25.0.3"
is_wanted() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q "^JAVA_VERSION=\"$want[.\"]" "$1/release"
}

if [ -n "${JAVA_HOME:-}" ] && is_wanted "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    exit 0
fi
if command -v java >/dev/null 2>&1; then
    home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    if [ -n "$home" ] && is_wanted "$home"; then
        printf '%s\n' "$home"
        exit 0
    fi
fi
for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_wanted "$home"; then
        printf '%s\n' "$home"
        exit 0
    fi
done
echo "Souk needs a JDK $want and found none. Install one, from https://adoptium.net for example, or set JAVA_HOME to it." >&2
exit 1
