#!/bin/sh
# Measures the cold start of every function. `make bench-coldstart` builds first. ROUNDS=9, ONLY=users,catalog, VARIANTS=plain,snapstart,aot.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java="$(sh "$root/tools/jdk.sh")/bin/java"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/classpath.txt")" dev.souk.benchmark.coldstart.ColdStart "$root"
