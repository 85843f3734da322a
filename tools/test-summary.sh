#!/bin/sh
# Says, after a test run, how many tests ran, how long they took and which real services they talked to.
set -eu
awk '
    function attribute(line, name,   at, rest) {
        at = index(line, " " name "=\"")
        if (at == 0) return 0
        rest = substr(line, at + length(name) + 3)
        return substr(rest, 1, index(rest, "\"") - 1)
    }
    /<testsuite / {
        split(FILENAME, path, "/")
        tests[path[1]] += attribute($0, "tests")
        failed[path[1]] += attribute($0, "failures") + attribute($0, "errors")
        skipped[path[1]] += attribute($0, "skipped")
    }
    END {
        print ""
        for (module in tests) {
            all += tests[module]; bad += failed[module]; left += skipped[module]
            printf "  %-22s %4d tests\n", module, tests[module] | "sort"
        }
        close("sort")
        printf "%d tests ran, %d failed, %d were skipped", all, bad, left
    }
' */target/surefire-reports/TEST-*.xml
printf ', against real services:\n'
cat */target/real-services.txt 2>/dev/null | sort | uniq -c | awk '{n = $1; $1 = ""; printf " %s, in %d module%s\n", $0, n, n == 1 ? "" : "s"}'
echo "  (and embedded-services and stripe-stand-in test each of these servers by itself)"
