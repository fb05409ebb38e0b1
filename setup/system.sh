#!/bin/sh
# Installs what a build (`base`) or the tests (`test`) need from the operating system.
#
#   setup/system.sh [--print] base|test
#
# What is missing is found by looking for the thing itself, never for a package. With --print, prints the
# command that would install it, or nothing where nothing is missing. Exit codes: 0 all is there; 2 the
# command line is wrong; 3 something is missing and cannot be installed from here (the output says how).
set -eu

here=$(dirname "$0")
# shellcheck source=setup/say.sh
. "$here/say.sh"

system=$(uname -s)

# --- what is needed, and how to see whether it is there ------------------------------------------------

needed() {
  echo python venv cairo fontconfig korean arial calibri emoji
  [ "$1" = base ] || echo impress symbola chromium atomic msgfmt
}

on_path() {
  command -v "$1" >/dev/null 2>&1
}

on_mac() {
  [ "$system" = Darwin ] && [ -e "$1" ]
}

has_python() {
  [ -n "$python" ]
}

has_venv() {
  "${python:-false}" -c 'import ensurepip, venv' >/dev/null 2>&1
}

loads() {
  "${python:-false}" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" >/dev/null 2>&1
}

has_cairo() {
  if [ "$system" = Darwin ]; then
    loads libcairo.2.dylib || loads "$(brew --prefix 2>/dev/null)/lib/libcairo.2.dylib"
  else
    loads libcairo.so.2
  fi
}

has_fontconfig() {
  on_path fc-match && on_path fc-list
}

# Whether a font is installed that the pattern $1 asks for.
has_font() {
  [ -n "$(fc-list "$1" family 2>/dev/null)" ]
}

has_korean() {
  on_mac /System/Library/Fonts/AppleSDGothicNeo.ttc || has_font :lang=ko
}

has_emoji() {
  on_mac "/System/Library/Fonts/Apple Color Emoji.ttc" || has_font :lang=und-zsye
}

# An emoji font of outlines: older LibreOffice leaves coloured ones out of its PDFs.
has_symbola() {
  [ "$system" = Darwin ] || has_font Symbola
}

# The font, or one with the same widths: with another, lines break elsewhere.
has_arial() {
  on_mac /System/Library/Fonts/Supplemental/Arial.ttf || has_font Arial || has_font "Liberation Sans"
}

has_calibri() {
  has_font Calibri || has_font Carlito
}

# LibreOffice comes in parts, and `soffice` alone opens no deck.
has_impress() {
  on_mac /Applications/LibreOffice.app && return
  on_path soffice || return
  on_path loimpress || [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/simpress" ]
}

# On Ubuntu `chromium-browser` may be a stub that only asks for a snap, so it has to answer.
has_chromium() {
  on_path chromium || on_path google-chrome || on_path google-chrome-stable || on_mac /Applications/Chromium.app ||
    on_mac "/Applications/Google Chrome.app" || chromium-browser --version >/dev/null 2>&1
}

# The driver of the browser tests is linked to it.
has_atomic() {
  [ "$system" = Darwin ] || loads libatomic.so.1
}

has_msgfmt() {
  on_path msgfmt
}

# Sets `missing` to the names of what the level lacks.
look() {
  python=$("$here/find-python.sh") || [ -z "${PYTHON:-}" ] || stop "PYTHON=$PYTHON is no Python 3.11 or later"
  missing=''
  for thing in $(needed "$level"); do
    "has_$thing" || missing="$missing $thing"
  done
}

# --- what people and package managers call it ----------------------------------------------------------

described() {
  case $1 in
    python) echo "Python 3.11 or later" ;;
    venv) echo "Python's venv module" ;;
    cairo) echo "libcairo" ;;
    fontconfig) echo "fontconfig (fc-match)" ;;
    korean) echo "a Korean font" ;;
    arial) echo "Arial or Liberation Sans" ;;
    calibri) echo "Calibri or Carlito" ;;
    emoji) echo "a colour emoji font" ;;
    impress) echo "LibreOffice Impress" ;;
    symbola) echo "the font Symbola" ;;
    chromium) echo "Chromium or Google Chrome" ;;
    atomic) echo "libatomic" ;;
    msgfmt) echo "GNU gettext (msgfmt)" ;;
  esac
}

list() {
  separator=''
  for thing in "$@"; do
    printf '%s%s' "$separator" "$(described "$thing")"
    separator=', '
  done
}

manager() {
  if [ "$system" = Darwin ]; then
    ! on_path brew || echo brew
  elif on_path apt-get; then
    echo apt
  elif on_path dnf; then
    echo dnf
  fi
}

# Debian keeps ensurepip in a package for each version of Python.
apt_venv() {
  "${python:-false}" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])' 2>/dev/null || echo python3-venv
}

apt_package() {
  case $1 in
    python) echo python3 ;;
    venv) apt_venv ;;
    cairo) echo libcairo2 ;;
    fontconfig) echo fontconfig ;;
    korean) echo fonts-noto-cjk ;;
    arial) echo fonts-liberation ;;
    calibri) echo fonts-crosextra-carlito ;;
    emoji) echo fonts-noto-color-emoji ;;
    impress) echo libreoffice-impress ;;
    symbola) echo fonts-symbola ;;
    chromium) apt_chromium ;;
    atomic) echo libatomic1 ;;
    msgfmt) echo gettext ;;
  esac
}

# On Ubuntu the package is called chromium-browser, and all it does is point to a snap.
apt_chromium() {
  [ -z "$(apt-cache madison chromium 2>/dev/null)" ] && [ -n "$(apt-cache madison chromium-browser 2>/dev/null)" ] ||
    echo chromium
}

# The first of the names that this system's repositories have; the first of all where they cannot be asked.
dnf_first() {
  for name in "$@"; do
    [ -z "$(dnf --quiet repoquery "$name" 2>/dev/null)" ] || { echo "$name" && return; }
  done
  echo "$1"
}

dnf_package() {
  case $1 in
    python) dnf_first python3.13 python3.12 python3.11 python3 ;;
    venv) echo python3-pip ;;
    cairo) echo cairo ;;
    fontconfig) echo fontconfig ;;
    korean) dnf_first google-noto-sans-cjk-fonts google-noto-sans-cjk-vf-fonts google-noto-sans-cjk-ttc-fonts ;;
    arial) echo liberation-sans-fonts liberation-mono-fonts ;;
    calibri) echo google-carlito-fonts ;;
    emoji) dnf_first google-noto-color-emoji-fonts google-noto-emoji-color-fonts ;;
    impress) echo libreoffice-impress ;;
    symbola) echo gdouros-symbola-fonts ;;
    chromium) echo chromium ;;
    atomic) echo libatomic ;;
    msgfmt) echo gettext ;;
  esac
}

brew_package() {
  case $1 in
    python | venv) echo python ;;
    cairo) echo cairo ;;
    fontconfig) echo fontconfig ;;
    korean) echo --cask font-noto-sans-cjk-kr ;;
    arial) echo --cask font-liberation ;;
    calibri) echo --cask font-carlito ;;
    emoji) echo --cask font-noto-color-emoji ;;
    impress) echo --cask libreoffice ;;
    chromium) echo --cask google-chrome ;; # its cask of Chromium is unsigned, and was withdrawn
    msgfmt) echo gettext ;;
  esac
}

# --- the command that installs it ----------------------------------------------------------------------

# Whether the manager $1 works as it is: brew does, and refuses root.
entitled() {
  [ "$1" = brew ] || [ "$(id -u)" = 0 ]
}

# Prefix of a command for the manager $1.
rights() {
  entitled "$1" || ! on_path sudo || echo 'sudo '
}

# Prints the install command for the things named, or nothing where the manager has none of them.
command_for() {
  by=$1
  shift
  formulae='' casks=''
  for thing in "$@"; do
    package=$("${by}_package" "$thing")
    case $package in
      '--cask '*) casks="$casks ${package#--cask }" ;;
      ?*) formulae="$formulae $package" ;;
    esac
  done
  "${by}_command" "$formulae" "$casks"
}

apt_command() {
  [ -z "$1" ] ||
    echo "$(rights apt)env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends$1"
}

dnf_command() {
  [ -z "$1" ] || echo "$(rights dnf)dnf install --assumeyes --setopt=install_weak_deps=False$1"
}

brew_command() {
  [ -z "$1" ] || printf 'brew install%s' "$1"
  [ -z "$1" ] || [ -z "$2" ] || printf ' && '
  [ -z "$2" ] || printf 'brew install --cask%s' "$2"
  echo
}

# Package lists are old or, in a fresh container, not there at all.
refresh_for() {
  [ "$1" != apt ] || echo "$(rights apt)apt-get update"
}

# The whole of it in one line, for people; nothing where the manager has none of the things.
whole_command() {
  refresh=$(refresh_for "$1")
  command=$(command_for "$@")
  [ -z "$command" ] || echo "${refresh:+$refresh && }$command"
}

# Whether the command may be run: as it is, with sudo, or with sudo asking for the password on the terminal.
allowed() {
  entitled "$1" || { on_path sudo && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; }
}

# Runs a command line, with its output kept off the screen unless it fails.
run() {
  [ -n "$1" ] || return 0
  say "$1"
  log=$(mktemp)
  if sh -c "$1" </dev/null >"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 20 "$log" >&2
    rm -f "$log"
    stop "that failed (see above); mend the cause, then run this again:
    $1"
  fi
}

install() {
  whole=$(whole_command "$@")
  [ -z "$whole" ] || allowed "$1" || stop "this needs the rights of root. Run as root, or as someone who may use sudo:
    $whole"
  [ -z "$whole" ] || run "$(refresh_for "$1")"
  # asked again, since fresh package lists may name other packages
  run "$(command_for "$@")"
}

usage() {
  echo "usage: setup/system.sh [--print] base|test" >&2
  exit 2
}

main() {
  print=false
  [ "${1:-}" != --print ] || { print=true && shift; }
  case ${1:-} in base | test) level=$1 ;; *) usage ;; esac
  look
  [ -n "$missing" ] || return 0
  with=$(manager)
  if [ "$print" = true ]; then
    # shellcheck disable=SC2086 # a list of plain words
    [ -z "$with" ] || whole_command "$with" $missing
    return 0
  fi
  # shellcheck disable=SC2086
  say "Missing: $(list $missing)"
  [ -n "$with" ] || stop "no apt-get, dnf or brew here: install that in your system's own way, then run this again"
  # shellcheck disable=SC2086
  install "$with" $missing
  look
  # shellcheck disable=SC2086
  [ -z "$missing" ] || stop "not in this system's packages: $(list $missing). Install it by hand, then run this again"
}

main "$@"
