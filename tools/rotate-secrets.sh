#!/bin/sh
# Gives a stage other secrets, without a gap: `make rotate-secrets STAGE=dev`. The passwords of the modules' accounts in the database and
# what Stripe signs its webhooks with are made anew; a new key for Stripe is put into its secret before. infra-cdk/README.md says what
# each is. Says each command that it gives. Needs AWS's command line, and the settings that the stage was deployed with in
# infra-cdk/cdk.context.json.
set -eu
cd "$(dirname "$0")/.."
stage=${STAGE:-}

case "$stage" in
dev | prod) ;;
*)
    echo "Which stage? make rotate-secrets STAGE=dev" >&2
    exit 2
    ;;
esac

command -v aws >/dev/null 2>&1 || {
    echo "STAGE=$stage is on AWS, and its command line, aws, is not installed here: see https://aws.amazon.com/cli/" >&2
    exit 1
}

say() {
    echo "+ $*" >&2
    "$@"
}

# What is deployed says it itself, whatever the settings here say.
description=$(say aws lambda get-function-configuration --function-name "souk-$stage-users" --query Description --output text)
now=${description##*secrets }
case "$now" in
'' | *[!0-9]*)
    echo "souk-$stage-users does not say which secrets it has, but: $description" >&2
    echo "secretsRevision has to be a whole number for this. Raise it in the settings and deploy." >&2
    exit 1
    ;;
esac
next=$((now + 1))

# New secrets, then the functions, then the old webhooks: CloudFormation keeps that order, and goes back when something fails.
(cd infra-cdk && say npx cdk deploy --all --require-approval never -c "stage=$stage" -c "secretsRevision=$next")

# Every function has its new password now; until here the database took both.
say aws lambda invoke --function-name "souk-$stage-migrations" --cli-binary-format raw-in-base64-out \
    --payload '{"command":"forget-old-passwords"}' /dev/stdout
echo
echo "souk-$stage has secrets $next. Say so in its settings, \"secretsRevision\": \"$next\", or the next deployment makes others once more."
