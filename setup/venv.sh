#!/bin/sh
# Makes the virtual environment and installs a lock file into it: setup/venv.sh base|dev
# Quick where that has been done: a stamp in the environment bears the checksum of the lock file.
set -eu

here=$(dirname "$0")
# shellcheck source=setup/say.sh
. "$here/say.sh"

lock=$here/../requirements/$1.txt
venv=${VENV:-.venv}
stamp=$venv/.installed-$1-$(cksum <"$lock" | tr ' ' -)

usable() {
  "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if ! usable; then
  python=$("$here/find-python.sh") || stop "no Python 3.11 or later on PATH: install one, or name it: make PYTHON=/path/to/python3"
  say "Making $venv with $("$python" --version)"
  "$python" -m venv --clear "$venv" || stop "$python could not make $venv"
fi

if [ ! -e "$stamp" ]; then
  say "Installing $(grep -c '==' "$lock") Python packages from requirements/$1.txt"
  "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r "$lock" ||
    stop "the packages could not be installed (see above)"
  rm -f "$venv/.installed-$1-"*
  : >"$stamp"
fi
