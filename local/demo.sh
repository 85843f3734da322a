#!/bin/sh
# Plays the first sale. `make demo` builds first. FILE=… names what is sold, SOUK_BASE_URL=… another system than the one on this machine.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java="$(sh "$root/tools/jdk.sh")/bin/java"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/local/target/local.jar:$(cat "$root/local/target/classpath.txt")" dev.souk.local.demo.Demo "$root"
