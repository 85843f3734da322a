#!/bin/sh
# Writes the context that `make synth` reads: what SETTINGS holds, which a repository's variable gives, else the example's. SETTINGS_NEEDED=yes
# takes no example: nobody deploys souk.example.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

if [ -n "${SETTINGS:-}" ]; then
    # One line: synth.sh looks for the stage in it, and node says what is wrong with it.
    node -e 'console.log(JSON.stringify({ stage: "dev", ...JSON.parse(process.env.SETTINGS) }, null, 2))'
elif [ "${SETTINGS_NEEDED:-no}" = yes ]; then
    echo "There are no settings: give the repository a variable SOUK_DEV or SOUK_PROD like infra-cdk/example.context.json." >&2
    exit 1
else
    cat "$here/../example.context.json"
fi
