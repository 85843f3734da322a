#!/bin/sh
# LocalStack in host mode, which is without Docker, with functions as processes of this machine. Runs until it is told to stop.
# What it writes is in .local/localstack. `make localstack-host-test` starts it, and so may you: sh localstack/host.sh
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname "$here")
folder="$root/.local/localstack"
python=$(sh "$here/install.sh")

rm -rf "$folder/files" "$folder/tmp"
mkdir -p "$folder/files" "$folder/tmp" "$folder/cache"

JAVA_HOME=$(sh "$root/tools/jdk.sh")
# The runtime interface client, as `make build` leaves it.
SOUK_RUNTIME_CLIENT="$root/local/target/lambda-runtime"
LAMBDA_RUNTIME_EXECUTOR=jvm
# A function on a busy machine may take a while to start.
LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT=60
GATEWAY_LISTEN="127.0.0.1:${LOCALSTACK_PORT:-4566}"
# It listens nowhere else, calls home to nobody, and writes into its own folder.
DNS_ADDRESS=0
DISABLE_EVENTS=1
SKIP_SSL_CERT_DOWNLOAD=1
FILESYSTEM_ROOT="$folder/files"
TMPDIR="$folder/tmp"
XDG_CACHE_HOME="$folder/cache"
# A folder of the checkout is called localstack, too: Python is not to look for packages where it is started.
PYTHONSAFEPATH=1
export JAVA_HOME SOUK_RUNTIME_CLIENT LAMBDA_RUNTIME_EXECUTOR LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT GATEWAY_LISTEN DNS_ADDRESS \
  DISABLE_EVENTS SKIP_SSL_CERT_DOWNLOAD FILESYSTEM_ROOT TMPDIR XDG_CACHE_HOME PYTHONSAFEPATH

exec "$python" -m localstack.runtime.main
