#!/bin/sh
# Counts what the templates of dev and prod hold into tools/cost/resources.tsv, as they are and with other databases, and writes docs/cost.md's
# tables. See tools/Cost.java.
set -eu
cd "$(dirname "$0")/.."
java="$(sh tools/jdk.sh)/bin/java"
counted=$(mktemp)
context=$(mktemp)
trap 'rm -f "$counted" "$context"' EXIT

# way, stage, what is said beside the example's settings
count() {
    sed "s/^{/{ $3/" infra-cdk/example.context.json >"$context"
    STAGE=$2 CONTEXT=$context sh infra-cdk/synth.sh >&2
    "$java" tools/Cost.java count "$1" infra-cdk/target/cdk.out
}

{
    echo "# What costs something by being there, counted in the templates: \`make cost\` writes this. Columns: stage and other settings, what, how many."
    count dev dev ''
    count dev+aurora dev '"database": "aurora",'
    count prod prod ''
    count prod+aurora prod '"database": "aurora",'
    count prod+aurora+proxy prod '"database": "aurora", "databaseProxy": "true",'
    count prod+proxy prod '"databaseProxy": "true",'
} >"$counted"
cat "$counted" >tools/cost/resources.tsv
"$java" tools/Cost.java write
"$java" tools/Cost.java print
