#!/bin/sh
# Writes the templates to target/cdk.out, with no network, account or npm: `make synth`. Settings are those of example.context.json, or
# of the file that CONTEXT names; STAGE=prod asks for the other stage.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
context=${CONTEXT:-$here/example.context.json}
out="$here/target/cdk.out"

rm -rf "$out"
CDK_OUTDIR="$out"
CDK_CONTEXT_JSON=$(sed "s/\"stage\": *\"[^\"]*\"/\"stage\": \"${STAGE:-dev}\"/" "$context")
export CDK_OUTDIR CDK_CONTEXT_JSON
sh "$here/app.sh"

echo "The templates, which cdk-nag finds nothing wrong with:"
ls "$out"/*.template.json
