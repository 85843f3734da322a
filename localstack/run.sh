#!/bin/sh
# Deploys Souk to the LocalStack at LOCALSTACK_ENDPOINT (http://127.0.0.1:4566), with what it does not have beside it, and stays until it
# is told to stop. `make build` has to have been run.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname "$here")
java="$(sh "$root/tools/jdk.sh")/bin/java"

# jsii's Node on version 20 says in a box of asterisks that it is too old for CDK; it works.
JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=1
JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=1
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION

exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx768m \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$here/target/localstack.jar:$(cat "$here/target/classpath.txt")" dev.souk.localstack.Main "$root"
