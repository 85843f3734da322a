#!/bin/sh
# Makes packages for `packaging=aot`, one a function, into packaging/target/aot. `make package-aot` builds first. ONLY=users,catalog.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java="$(sh "$root/tools/jdk.sh")/bin/java"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/packaging/target/classes:$(cat "$root/packaging/target/classpath.txt")" dev.souk.packaging.PackageAot "$root"
