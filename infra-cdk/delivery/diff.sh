#!/bin/sh
# Says how the templates in target/cdk.out differ from what is deployed. Asks AWS for the deployed templates and for nothing else, so that
# one right, cloudformation:GetTemplate, is enough: CDK's own way takes a role that reads the whole account, functions' secrets among it.
set -eu
cd "$(dirname "$0")/.."
: "${STAGE:?says which stage to compare, dev or prod}"

deployed=$(mktemp -d)
trap 'rm -rf "$deployed"' EXIT
for template in target/cdk.out/souk-"$STAGE"-*.template.json; do
    stack=$(basename "$template" .template.json)
    printf '\n### %s\n\n' "$stack"
    if ! aws cloudformation get-template --stack-name "$stack" --template-stage Original --query TemplateBody --output json \
        >"$deployed/$stack.json" 2>"$deployed/complaint"; then
        if grep -q 'does not exist' "$deployed/complaint"; then
            echo "It is not deployed yet: all of it is new."
            continue
        fi
        cat "$deployed/complaint" >&2
        exit 1
    fi
    printf '```\n'
    npx cdk diff --app target/cdk.out --template "$deployed/$stack.json" --exclusively "$stack" 2>&1
    printf '```\n'
done
