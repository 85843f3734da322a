#!/bin/sh
# LocalStack and the executor of functions, from PyPI, into .local/localstack/venv. Prints the Python in there. Ends with 3, having said
# why, where it cannot be had; nothing is done when it is there already.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder="$(dirname "$here")/.local/localstack"
python="$folder/venv/bin/python"
# What it was made of: another version of ours, or of anything that it stands on, is installed anew.
made=$(cat "$here"/executor/constraints.txt "$here"/executor/pyproject.toml "$here"/executor/souk_executor/*.py | cksum)

if [ -x "$python" ] && [ "$(cat "$folder/installed" 2>/dev/null)" = "$made" ]; then
  echo "$python"
  exit 0
fi

# Its package says 3.10 or later; its code is written for 3.13, which the image has, and fails with older ones once it is called.
for candidate in "${PYTHON:-}" python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python3 python3; do
  if [ -n "$candidate" ] && "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 13))' 2>/dev/null; then
    found=$candidate
    break
  fi
done
if [ -z "${found:-}" ]; then
  echo "There is no Python 3.13 or later: install one, or name it: PYTHON=/path/to/python3 make localstack-host-test" >&2
  exit 3
fi

rm -rf "$folder/venv" "$folder/installed"
mkdir -p "$folder"
{
  "$found" -m venv "$folder/venv" &&
    timeout 300 "$python" -m pip install --quiet --disable-pip-version-check --no-input --timeout 20 --retries 2 \
      -c "$here/executor/constraints.txt" "$here/executor"
} >"$folder/install.log" 2>&1 || {
  echo "LocalStack 4.14.0 could not be installed from PyPI; the end of $folder/install.log:" >&2
  tail -5 "$folder/install.log" >&2
  rm -rf "$folder/venv"
  exit 3
}
echo "$made" >"$folder/installed"
echo "$python"
