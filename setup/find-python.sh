#!/bin/sh
# Prints the command of the first Python on PATH that is new enough; ends with 1 where there is none.
# A name on PATH proves nothing (version managers leave stubs there), so each one is asked.
set -eu

for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
  if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    command -v "$name"
    exit 0
  fi
done
exit 1
