#!/bin/sh
# The system tests against the Souk on LocalStack that answers at the given address, but for those that LocalStack cannot pass. TESTS
# names some of them. A burst is of twenty buyers and not of a thousand: there are ten processes of functions.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
JAVA_HOME=$(sh "$root/tools/jdk.sh")
export JAVA_HOME
cd "$root"
SOUK_BASE_URL="$1" timeout 480 mvn -q -B -ntp -pl system-tests -am test -Dspotless.check.skip -Dtest="${TESTS:-dev.souk.system.*Test}" \
  -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.reportNameSuffix=localstack -Dsouk.burst=20 \
  -Dsouk.excludedGroups='isolated | mutations | not-on-localstack'
