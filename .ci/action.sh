#!/usr/bin/env bash
# The steps of action.yml: `action.sh install` installs what the command needs, `action.sh run` runs it.
#
# COMMAND, COURSE, ARGUMENTS, BASE and CACHE are the action's inputs. Findings become annotations beside the lines.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=${VENV:-${RUNNER_TEMP:-/tmp}/coursedeck}
export VENV

install() {
  level=base
  [ "$COMMAND" != review ] || level=test
  "$here/setup/system.sh" "$level"
  "$here/setup/venv.sh" base
  case $CACHE in
    s3://*) "$VENV/bin/python" -m pip install --quiet fsspec s3fs ;;
    gs://*) "$VENV/bin/python" -m pip install --quiet fsspec gcsfs ;;
  esac
}

run() {
  case $COMMAND in
    check | build | review) ;;
    *)
      echo "::error::command is $COMMAND: use check, build or review"
      exit 2
      ;;
  esac
  summary=$(mktemp)
  words=("$COMMAND" --course "$COURSE")
  [ "$COMMAND" != review ] || words+=(--summary "$summary")
  [ "$COMMAND" != review ] || [ -z "$BASE" ] || words+=(--base "$BASE")
  # words are split at blanks and nothing else: no pattern is expanded
  read -r -a more <<<"$ARGUMENTS"
  echo "output=$COURSE/output" >>"$GITHUB_OUTPUT"
  echo "::add-matcher::$here/.ci/problem-matcher.json"
  code=0
  COURSEDECK_CACHE=$CACHE "$VENV/bin/python" "$here/build.py" "${words[@]}" ${more[@]+"${more[@]}"} || code=$?
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
  rm -f "$summary"
  exit "$code"
}

case ${1:-} in
  install) install ;;
  run) run ;;
  *)
    echo "usage: action.sh install|run" >&2
    exit 2
    ;;
esac
