#!/bin/sh
# The whole of Souk on LocalStack without Docker, and the system tests against it: `make localstack-host-test`. Leaves no process behind,
# whatever happens. Ends with 3, having said why, where LocalStack cannot be had.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname "$here")
folder="$root/.local/localstack"
mkdir -p "$folder"
# For whoever does not see this script's own exit status, since make has 2 for all that fails.
rm -f "$folder/ended"
python=$(sh "$here/install.sh") || { status=$? && echo "$status" >"$folder/ended" && exit "$status"; }
port=${LOCALSTACK_PORT:-4566}
localstack=
souk=

say() { echo "localstack: $*, $(($(date +%s) - begun)) s"; }

# Asks a process to end, and sees to it that it has.
stop() {
  [ -n "$1" ] || return 0
  kill "$1" 2>/dev/null || return 0
  for _ in $(seq 1 $(($2 * 5))); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.2
  done
  kill -9 "$1" 2>/dev/null || true
}

finish() {
  status=$?
  trap '' INT TERM
  trap - EXIT
  stop "$souk" 5
  # LocalStack's own end can hang after all services have been stopped.
  stop "$localstack" 5
  [ "$status" = 0 ] || {
    echo "Logs: $folder/localstack.log, $folder/souk.log"
    tail -5 "$folder/souk.log" 2>/dev/null || true
  }
  echo "$status" >"$folder/ended"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

begun=$(date +%s)
timeout 120 "$python" -m unittest discover --quiet --start-directory "$here/executor/tests"
say "the executor's own tests passed"

sh "$here/host.sh" >"$folder/localstack.log" 2>&1 &
localstack=$!
for _ in $(seq 1 240); do
  curl -sf "http://127.0.0.1:$port/_localstack/health" >/dev/null 2>&1 && break
  kill -0 "$localstack" 2>/dev/null || { echo "LocalStack did not start:" && tail -5 "$folder/localstack.log" && exit 1; }
  sleep 0.25
done
say "LocalStack is up"

LOCALSTACK_ENDPOINT="http://127.0.0.1:$port" PORT=0 sh "$here/run.sh" >"$folder/souk.log" 2>&1 &
souk=$!
for _ in $(seq 1 720); do
  grep -q '^Souk is at ' "$folder/souk.log" && break
  kill -0 "$souk" 2>/dev/null || { echo "Souk could not be deployed:" && tail -20 "$folder/souk.log" && exit 1; }
  sleep 0.25
done
base=$(sed -n 's/^Souk is at //p' "$folder/souk.log")
[ -n "$base" ] || { echo "Souk was not deployed in time" && exit 1; }
say "deployed"

sh "$here/system-tests.sh" "$base"
say "the system tests passed"
most=$(sed -n 's/.* \([0-9]*\) processes of functions at once.*/\1/p' "$folder/localstack.log" | tail -1)
echo "localstack: at most $most processes of functions at once"
