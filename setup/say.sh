# shellcheck shell=sh
# How setup speaks: one line a step, in colour on a terminal only (https://no-color.org).

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
  _bold=$(printf '\033[1;36m') _red=$(printf '\033[1;31m') _plain=$(printf '\033[0m')
else
  _bold='' _red='' _plain=''
fi

# A step that begins now.
say() {
  printf '%s==>%s %s\n' "$_bold" "$_plain" "$*"
}

# What is wrong and what to do; ends with exit code 3: something needed is missing.
stop() {
  printf '%sStopped:%s %s\n' "$_red" "$_plain" "$*" >&2
  exit 3
}
