#!/bin/sh
# What decks are built with: `supply.sh sbom` lists the locked packages as a CycloneDX bill of materials, in
# dist/sbom.cdx.json; `supply.sh audit` compares them with the known holes, and ends with 1 where there is one.
set -eu

here=$(dirname "$0")
# shellcheck source=setup/say.sh
. "$here/say.sh"
cd "$here/.."

tools=.supply-venv
[ -x "$tools/bin/cyclonedx-py" ] && [ -x "$tools/bin/pip-audit" ] || {
  say "Making $tools with cyclonedx-bom and pip-audit"
  "${VENV:-.venv}/bin/python" -m venv --clear "$tools"
  "$tools/bin/python" -m pip install -qq --disable-pip-version-check 'cyclonedx-bom>=7,<8' 'pip-audit>=2.10,<3'
}

case ${1:-} in
  sbom)
    mkdir -p dist
    # without dates and serial numbers: the same lock gives the same bytes
    "$tools/bin/cyclonedx-py" requirements requirements/base.txt --pyproject pyproject.toml --mc-type application \
      --output-reproducible --output-format JSON --output-file dist/sbom.cdx.json
    say "dist/sbom.cdx.json lists $(grep -c '"bom-ref": "requirements-' dist/sbom.cdx.json) packages"
    ;;
  audit)
    # every version is locked, so that nothing has to be resolved or installed
    "$tools/bin/pip-audit" --requirement requirements/base.txt --requirement requirements/dev.txt \
      --require-hashes --disable-pip
    ;;
  *)
    say "supply.sh sbom|audit"
    exit 2
    ;;
esac
