#!/bin/sh
# The CDK app: writes the templates of all stacks. The cdk command runs it (cdk.json), and so does synth.sh. Another app than Souk itself is
# named by its class.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname "$here")
java="$(sh "$root/tools/jdk.sh")/bin/java"

if [ ! -f "$here/target/classpath.txt" ]; then
  echo "infra-cdk is not built yet: run 'make build' first." >&2
  exit 1
fi

exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
  -cp "$here/target/infra-cdk.jar:$(cat "$here/target/classpath.txt")" "${1:-dev.souk.infra.Main}" "$root"
