#!/bin/sh
# Measures how many payments a second go from webhook to receipt. `make bench-payments` builds first. ROUNDS=5, ORDERS=400, WORKERS=1,2,4,8,16.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java="$(sh "$root/tools/jdk.sh")/bin/java"
exec "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/classpath.txt")" dev.souk.benchmark.payments.Payments "$root"
