#!/bin/sh
# Runs Souk on this machine until Ctrl+C. `make run` builds it first.
# Options: --data <folder> (default: .local/data of the checkout). Environment: PORT and others, see local/README.md.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java="$(sh "$root/tools/jdk.sh")/bin/java"
target="$root/local/target"

if [ ! -f "$target/classpath.txt" ]; then
  echo "Souk is not built yet: run 'make run', or 'make build' first." >&2
  exit 1
fi

mkdir -p "$root/.local/cache"

# Class-data sharing: the first run leaves an archive of the classes it loaded when it ends, later ones start from it. It is made
# anew by itself when a jar has changed. One compiler tier and the serial collector: Souk starts and waits, it does not crunch.
exec "$java" \
  -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$root/.local/cache/local.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off \
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx768m \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$target/local.jar:$(cat "$target/classpath.txt")" \
  dev.souk.local.Main --checkout "$root" "$@"
