#!/bin/sh
# Says where the time of cold starts goes. `make profile-coldstart` builds first. ROUNDS=5, ONLY=users,catalog, VARIANTS=plain,aot.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java="$(sh "$root/tools/jdk.sh")/bin/java"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/classpath.txt")" dev.souk.benchmark.coldstart.ProfileColdStart "$root"
