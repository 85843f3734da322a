#!/bin/sh
# Everything that was logged of one purchase, by the order's id: the lines that name the order, and those of the traces that these belong to.
# Of a stage on AWS when STAGE is set, of the last DAYS (7); else of the local run, from .local in this directory.
set -eu

ORDER="${1:-}"
case "$ORDER" in
    ord_*[!0-9a-z]* | ord_ | [!o]* | "")
        echo "usage: follow.sh ord_…: the id of an order, as its buyer has it" >&2
        exit 2
        ;;
esac

say() {
    echo "+ $*" >&2
    "$@"
}

# One id a line. API Gateway writes the field alike.
traces() {
    grep -o '"trace_id":"1-[0-9a-f]*-[0-9a-f]*"' | cut -d '"' -f 4 | sort -u
}

nothing() {
    echo "Nothing was logged of $ORDER$1." >&2
    exit 1
}

here() {
    logs=.local/logs
    [ -f "$logs/functions.log" ] || {
        echo "There is no $logs/functions.log: has \`make run\` run? For AWS say STAGE=dev or STAGE=prod." >&2
        exit 1
    }
    ids=$(cat "$logs/functions.log.1" "$logs/functions.log" 2>/dev/null | grep -F "$ORDER" | traces) || true
    set -- -e "$ORDER"
    for id in $ids; do
        set -- "$@" -e "$id"
    done
    cat "$logs/functions.log.1" "$logs/functions.log" 2>/dev/null | grep -F "$@" || nothing ""
}

# Logs Insights over the functions' logs and the access log of the API. It answers a query later: that is asked for again and again.
asked() {
    # The names are words of their own.
    # shellcheck disable=SC2086
    query=$(say aws logs start-query --log-group-names $LOG_GROUPS --start-time "$SINCE" --end-time "$UNTIL" --query queryId --output text \
        --limit 1000 --query-string "fields @message | filter @message like /$1/ | sort @timestamp")
    tries=0
    while [ "$(aws logs get-query-results --query-id "$query" --query status --output text)" != Complete ]; do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || {
            echo "The query $query has no answer after a minute." >&2
            exit 1
        }
        sleep 1
    done
    aws logs get-query-results --query-id "$query" --query 'results[].[[?field==`@message`].value|[0]]' --output text
}

there() {
    command -v aws >/dev/null 2>&1 || {
        echo "STAGE=$STAGE is on AWS, and its command line, aws, is not installed here: see https://aws.amazon.com/cli/" >&2
        exit 1
    }
    UNTIL=$(date +%s)
    SINCE=$((UNTIL - 86400 * ${DAYS:-7}))
    LOG_GROUPS="$(say aws logs describe-log-groups --log-group-name-prefix "/aws/lambda/souk-$STAGE-" --query 'logGroups[].logGroupName' --output text)
        /aws/apigateway/souk-$STAGE-api"
    lines=$(asked "$ORDER")
    [ -n "$lines" ] || nothing " in the last ${DAYS:-7} days"
    asked "$(echo "$ORDER" "$(echo "$lines" | traces)" | tr -s ' \n' '|' | sed 's/|$//')"
}

if [ -n "${STAGE:-}" ]; then there; else here; fi
