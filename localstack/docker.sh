#!/bin/sh
# The same with Docker: `docker.sh up | deploy | test | down`. `up` starts compose.yaml; `deploy` puts Souk on it and stays in the
# background, since the stand-ins for Stripe and the issuer are in that process; `test` plays the system tests; `down` takes all away.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname "$here")
folder="$root/.local/localstack"
mysql=${MYSQL_PORT:-3307}
mkdir -p "$folder"

compose() { docker compose -f "$here/compose.yaml" "$@"; }

# Of a process that `deploy` has started and that runs still.
running() { [ -f "$folder/souk.pid" ] && kill -0 "$(cat "$folder/souk.pid")" 2>/dev/null; }

up() {
  docker info >/dev/null 2>&1 || { echo "Docker does not run here. Without it: make localstack-host-test" >&2 && exit 1; }
  compose up --detach --wait --wait-timeout 300
}

deploy() {
  running && { echo "Souk is deployed already: make localstack-down first" >&2 && exit 1; }
  options='sslMode=DISABLED&allowPublicKeyRetrieval=true'
  # This machine's address among the containers: the stand-ins are to be called there.
  RELAY_ADDRESS=$(docker network inspect bridge --format '{{(index .IPAM.Config 0).Gateway}}')
  export RELAY_ADDRESS
  FUNCTIONS_CALL_US=host.docker.internal \
    FUNCTIONS_AWS_ENDPOINT=http://localhost.localstack.cloud:4566 \
    DATABASE_URL="jdbc:mysql://127.0.0.1:$mysql/souk?$options" DATABASE_USER=root DATABASE_PASSWORD=nothing-worth-a-secret \
    FUNCTIONS_DATABASE_URL="jdbc:mysql://mysql:3306/souk?$options" \
    nohup sh "$here/run.sh" >"$folder/souk.log" 2>&1 &
  echo $! >"$folder/souk.pid"
  for _ in $(seq 1 600); do
    grep -q '^Souk is at ' "$folder/souk.log" && break
    running || { tail -20 "$folder/souk.log" >&2 && exit 1; }
    sleep 0.5
  done
  grep '^Souk is at ' "$folder/souk.log" || { echo "Souk was not deployed in time: $folder/souk.log" >&2 && exit 1; }
}

tests() {
  base=$(sed -n 's/^Souk is at //p' "$folder/souk.log" 2>/dev/null || true)
  { [ -n "$base" ] && running; } || { echo "Souk is not deployed: make localstack-deploy first" >&2 && exit 1; }
  sh "$here/system-tests.sh" "$base"
}

down() {
  if running; then
    kill "$(cat "$folder/souk.pid")"
    for _ in $(seq 1 50); do running && sleep 0.2; done
    ! running || kill -9 "$(cat "$folder/souk.pid")"
  fi
  rm -f "$folder/souk.pid"
  compose down --volumes --timeout 10
}

case "${1:-}" in
  up) up ;;
  deploy) deploy ;;
  test) tests ;;
  down) down ;;
  *) echo "usage: docker.sh up|deploy|test|down" >&2 && exit 2 ;;
esac
