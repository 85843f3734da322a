#!/bin/sh
# Takes a stage away: `make teardown STAGE=dev` says what would go, with CONFIRM=souk-dev it goes. What stays, and how to remove that:
# docs/teardown.md. Needs AWS's command line.
set -eu
cd "$(dirname "$0")/.."
stage=${STAGE:-}

case "$stage" in
dev) ;;
prod)
    echo "prod is not taken away by a command: docs/teardown.md says in which order a person does it." >&2
    exit 1
    ;;
*)
    echo "Which stage? make teardown STAGE=dev" >&2
    exit 1
    ;;
esac

tagged() {
    aws resourcegroupstaggingapi get-resources --tag-filters "Key=souk:stage,Values=$stage" \
        --query 'ResourceTagMappingList[].ResourceARN' --output text | tr '\t' '\n'
}

buckets() {
    aws cloudformation list-stack-resources --stack-name "souk-$stage-$1" \
        --query "StackResourceSummaries[?ResourceType=='AWS::S3::Bucket'].PhysicalResourceId" --output text
}

# Every version and every delete marker: a page has a thousand at most, and that is what one request takes.
empty() {
    while
        found=$(aws s3api list-object-versions --bucket "$1" --no-paginate --output json \
            --query '{Objects: [Versions, DeleteMarkers][] | [?@ != null].{Key: Key, VersionId: VersionId}, Quiet: `true`}')
        printf '%s' "$found" | grep -q '"Key"'
    do
        printf '%s' "$found" >"$list"
        aws s3api delete-objects --bucket "$1" --delete "file://$list" >/dev/null
    done
}

echo "Tagged souk:stage=$stage now:"
tagged | sed 's/^/  /'

if [ "${CONFIRM:-}" != "souk-$stage" ]; then
    echo "Nothing was changed. CONFIRM=souk-$stage takes it away: stacks, database, files. docs/teardown.md says what stays."
    exit 0
fi

list=$(mktemp)
trap 'rm -f "$list"' EXIT
# What is in a bucket keeps it, and the stack with it. Functions go first, or they would put in more.
(cd infra-cdk && npx cdk destroy "souk-$stage-api" --force -c "stage=$stage")
for stack in data web; do
    if aws cloudformation describe-stacks --stack-name "souk-$stage-$stack" >/dev/null 2>&1; then
        for bucket in $(buckets "$stack"); do
            echo "Emptying $bucket"
            empty "$bucket"
        done
    fi
done
(cd infra-cdk && npx cdk destroy --all --force -c "stage=$stage")

echo "Still tagged souk:stage=$stage, some of it only for a while:"
tagged | sed 's/^/  /'
echo "What has no tag, and how to remove each: docs/teardown.md."
