#!/bin/sh
# Looks at dead letters, sends them through again, and replays parked events: of a stage on AWS when STAGE is set, else of the running
# `make run`. Says each command that it gives.
set -eu

usage() {
    echo "usage: queues.sh dead-letters | redrive QUEUE | replay-parked" >&2
    exit 2
}

QUEUES="payment-events account-events order-requests emails email-events file-scans exports images live-updates seller-webhooks"

aws_there() {
    command -v aws >/dev/null 2>&1 || {
        echo "STAGE=$STAGE is on AWS, and its command line, aws, is not installed here: see https://aws.amazon.com/cli/" >&2
        exit 1
    }
}

say() {
    echo "+ $*" >&2
    "$@"
}

# Read out in full by its name: the account and the region are aws's to know.
url() {
    say aws sqs get-queue-url --queue-name "souk-$STAGE-$1" --query QueueUrl --output text
}

arn() {
    say aws sqs get-queue-attributes --queue-url "$(url "$1")" --attribute-names QueueArn --query Attributes.QueueArn --output text
}

local_api() {
    curl -fsS "$@" || {
        echo "Nothing answers at $DEV. Is \`make run\` up, on PORT=${PORT:-8080}? For AWS say STAGE=dev or STAGE=prod." >&2
        exit 1
    }
}

known() {
    case " $QUEUES " in
        *" $1 "*) ;;
        *)
            echo "QUEUE is one of: $QUEUES" >&2
            exit 2
            ;;
    esac
}

DEV="http://127.0.0.1:${PORT:-8080}/_local/dev/api"
JSON='Content-Type: application/json'

case "${1:-}" in
    dead-letters)
        if [ -n "${STAGE:-}" ]; then
            aws_there
            for queue in $QUEUES; do
                dead=$(url "$queue-dead")
                count=$(say aws sqs get-queue-attributes --queue-url "$dead" \
                    --attribute-names ApproximateNumberOfMessages --query Attributes.ApproximateNumberOfMessages --output text)
                echo "$queue-dead: $count"
                if [ "$count" != 0 ]; then
                    # Shown for a moment and left there: nothing is taken off.
                    say aws sqs receive-message --queue-url "$dead" --max-number-of-messages 10 --visibility-timeout 1 \
                        --attribute-names SentTimestamp ApproximateReceiveCount
                fi
            done
        else
            local_api "$DEV/queues"
            echo
        fi
        ;;
    redrive)
        [ $# -eq 2 ] || usage
        known "$2"
        if [ -n "${STAGE:-}" ]; then
            aws_there
            say aws sqs start-message-move-task --source-arn "$(arn "$2-dead")"
        else
            local_api -X POST -H "$JSON" -d '{}' "$DEV/queues/$2/redrive"
            echo
        fi
        ;;
    replay-parked)
        if [ -n "${STAGE:-}" ]; then
            aws_there
            say aws lambda invoke --function-name "souk-$STAGE-parked-events" /dev/stdout
        else
            local_api -X POST -H "$JSON" -d '{}' "$DEV/parked-events/replay"
            echo
        fi
        ;;
    *)
        usage
        ;;
esac
