#!/bin/sh
# Counts what the templates of dev and prod hold into tools/cost/resources.tsv, and writes docs/cost.md's tables. See tools/Cost.java.
set -eu
cd "$(dirname "$0")/.."
java="$(sh tools/jdk.sh)/bin/java"
counted=$(mktemp)
trap 'rm -f "$counted"' EXIT

{
    echo "# What costs something by being there, counted in the templates: \`make cost\` writes this. Columns: stage, what, how many."
    for stage in dev prod; do
        STAGE=$stage sh infra-cdk/synth.sh >&2
        "$java" tools/Cost.java count "$stage" infra-cdk/target/cdk.out
    done
} >"$counted"
cat "$counted" >tools/cost/resources.tsv
"$java" tools/Cost.java write
"$java" tools/Cost.java print
