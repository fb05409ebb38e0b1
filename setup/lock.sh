#!/bin/sh
# Re-makes the lock files: the newest versions that fit requirements/*.in, each with the hashes of all its files,
# so that one lock serves every system and version of Python. Run with the oldest Python that is supported.
set -eu

here=$(dirname "$0")
# shellcheck source=setup/say.sh
. "$here/say.sh"
cd "$here/.."

tools=.lock-venv
[ -x "$tools/bin/pip-compile" ] || {
  say "Making $tools with pip-tools"
  "${VENV:-.venv}/bin/python" -m venv --clear "$tools"
  "$tools/bin/python" -m pip install -qq --disable-pip-version-check 'pip-tools>=7.5,<8'
}

# no address of an index, a mirror or a folder gets into the files
for name in base dev; do
  say "Pinning requirements/$name.txt"
  CUSTOM_COMPILE_COMMAND='make lock' "$tools/bin/pip-compile" --quiet --upgrade --generate-hashes --strip-extras \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --newline lf \
    --output-file "requirements/$name.txt" "requirements/$name.in"
done
