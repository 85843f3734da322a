#!/bin/sh
# Starts a shop of its own beside whatever runs, has Chromium buy, at its own pages and at some of another origin, and use the dev page, and stops
# the shop.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$browser" ]; then
    echo "The browser test needs Chromium: install it, or set CHROMIUM to one." >&2
    exit 1
fi
data=$(mktemp -d)
log="$data/run.log"
# Whoever serves the pages of the other origin takes this port; nobody has it now.
STOREFRONT_PORT=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
export STOREFRONT_PORT
PORT=0 CORS_ORIGINS="http://127.0.0.1:$STOREFRONT_PORT" sh "$root/local/run.sh" --data "$data/data" >"$log" 2>&1 &
souk=$!
trap 'kill $souk 2>/dev/null || true; wait $souk 2>/dev/null || true; rm -rf "$data"' EXIT INT TERM
waited=0
until grep -q 'Ready in' "$log"; do
    if ! kill -0 $souk 2>/dev/null || [ $waited -ge 180 ]; then
        cat "$log" >&2
        exit 1
    fi
    sleep 1
    waited=$((waited + 1))
done
SOUK_BASE_URL=$(sed -n 's|^ *Shop  *\(http://[^ ]*\)/$|\1|p' "$log") CHROMIUM="$browser" npm --prefix "$root/system-tests/browser" test --silent
