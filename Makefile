# `make` builds the course, `make test` runs the checks; both first install what is missing. `make help` lists all.
# Works with GNU make 3.81, which macOS ships.

VENV ?= .venv
# worker processes of the tests
JOBS ?= 2
# what `make build` passes on, e.g. make build ARGS="--locale en"
ARGS ?=
# the specification that `make markdown` reads
SPEC ?= spec.txt
# the folder of Unicode's test files, e.g. /usr/share/unicode of Debian's package unicode-data
UNICODE ?= /usr/share/unicode
# the interpreter that has other readers, and the deck that `make readers` opens
READERS_PYTHON ?= $(VENV)/bin/python
DECK ?= output/en/deck.pptx

# how many inputs `make fuzz` makes, and from which number on
INPUTS ?= 200000
SEED ?= 0
# how many courses of strangers commands are run on
COURSES ?= 1000
# how many orders of commands and edits
EDITS ?= 100
# how often `make kills` kills each command
ROUNDS ?= 1000

export VENV

# On macOS cairo stands in Homebrew's folder, where programs do not look by themselves. It is set within each
# recipe's line, since the system's shell drops such variables from the environment that it inherits.
LIBRARIES := $(if $(filter Darwin,$(shell uname -s)),DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix 2>/dev/null)/lib:/usr/local/lib:/usr/lib")
PY := $(LIBRARIES) $(VENV)/bin/python

.PHONY: build check test test-long fuzz setup setup-test markdown unicode readers lock sbom audit kills clean help

build: setup ## build the course into output/ (the default)
	@$(PY) build.py build $(ARGS)

check: setup ## check content, minutes, figures and translations; writes nothing
	@$(PY) build.py check $(ARGS)

test: setup-test ## style, types and tests, but for the long ones
	@printf '==> ruff\n' && $(PY) -m ruff check .
	@printf '==> mypy\n' && $(PY) -m mypy
	@printf '==> pytest\n' && $(PY) -m pytest -n $(JOBS) --dist loadfile -m "not long"

test-long: setup-test ## the tests that kill builds, damage stores, render many decks or try every edge
	@$(PY) -m pytest -n $(JOBS) --dist loadfile -m long

fuzz: setup-test ## read inputs of strangers made by chance: make fuzz INPUTS=200000 SEED=1 (long)
	@$(PY) -m tests.fuzz $(INPUTS) --seed $(SEED)
	@$(PY) -m tests.fuzz.commands $(COURSES) --seed $(SEED)
	@$(PY) -m tests.fuzz.course_edits $(EDITS)

setup: ## install what a build needs: libcairo, fonts, Python packages
	@setup/system.sh base && setup/venv.sh base

setup-test: ## install what the tests need besides: LibreOffice, Chromium, gettext
	@setup/system.sh test && setup/venv.sh base && setup/venv.sh dev

markdown: setup ## hold what sessions mean against a specification: make markdown SPEC=spec.txt
	@$(PY) benchmarks/commonmark.py $(SPEC)

unicode: setup ## hold line breaks and the order of words against Unicode's tests: make unicode UNICODE=folder
	@$(PY) benchmarks/unicode_text.py $(UNICODE)/auxiliary/LineBreakTest.txt $(UNICODE)/BidiCharacterTest.txt

readers: ## hold a deck against other readers: make readers DECK=deck.pptx READERS_PYTHON=env/bin/python
	@DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 $(READERS_PYTHON) benchmarks/readers.py $(DECK)

themes: setup-test ## hold every theme, ratio and language against the checks of the review (long)
	@$(PY) benchmarks/themes.py $(ARGS)

lock: setup ## pin newer versions of the Python packages, with hashes
	@setup/lock.sh

sbom: setup ## list what decks are built with, as CycloneDX: dist/sbom.cdx.json
	@setup/supply.sh sbom

audit: setup ## compare the locked packages with the known holes (asks the network)
	@setup/supply.sh audit

kills: setup ## kill commands at random moments and look at what they leave: make kills ROUNDS=1000 (long)
	@$(PY) benchmarks/kills.py $(ROUNDS)

clean: ## remove what was built, and caches
	rm -rf output build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find coursedeck tests diagrams -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
