# Everything that is needed is a python3 (3.11 to 3.13) with its venv module, and make.
#   make explore    set up, then open the explorer on the bundled articles
#   make test       set up, then run the tests
# `make help` lists the rest.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info < (3,14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LIBRARY ?= .sayso/library

.PHONY: explore test test-slow bench lint types contract check wheel lock clean help

explore: $(VENV)/.explore ## open the explorer on a library of its own in this folder (.sayso/library)
	@$(BIN)/sayso --library $(LIBRARY)

# One process more than there are processors: a test of the explorer waits as often as it computes.
WORKERS ?= $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) + 1 )))

# What was compiled is kept, also where the environment says otherwise: each of the processes that the tests start, and
# the next run, would compile it again.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.dev ## run the tests
	@$(BIN)/python -m compileall -q index tui
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 5 --dist worksteal

test-slow: $(VENV)/.dev ## run what takes long: 200 kills, a fault at every call to the disk, flipped bits, long random histories
	$(BIN)/python -m pytest -m slow

bench: $(VENV)/.bench ## measure, each figure beside its peer or its limit
	@$(BIN)/python -m compileall -q index tui
	$(BIN)/python -m bench

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contract: $(VENV)/.dev
	$(BIN)/lint-imports

check: lint types contract test ## all of the above but the slow tests and the bench

wheel: $(VENV)/.dev ## build the wheel, install it in a new environment and use it from there
	PYTHON=$(BIN)/python sh .ci/wheel

lock: $(VENV)/.dev ## bring uv.lock and the requirements files up to date with pyproject.toml
	$(BIN)/uv lock
	$(BIN)/uv export --quiet --frozen --no-dev --no-emit-project --no-header -o requirements.txt
	$(BIN)/uv export --quiet --frozen --no-emit-project --no-header -o requirements-dev.txt
	$(BIN)/uv export --quiet --frozen --only-group bench --no-emit-project --no-header -o requirements-bench.txt

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Sayso needs Python 3.11, 3.12 or 3.13: no python3 of these was found. Install one, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3,11) <= sys.version_info < (3,14))' || { echo "$(PYTHON) is no Python 3.11, 3.12 or 3.13, which Sayso needs." >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python has no venv module. Install it (on Debian and Ubuntu: apt install python3-venv), then run make again." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.explore: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --only-binary :all: -r requirements.txt
	$(PIP) --no-deps --editable .
	$(BIN)/python -m compileall -q index tui
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --only-binary :all: -r requirements-dev.txt
	$(PIP) --no-deps --editable .
	$(BIN)/python -m compileall -q index tui
	@touch $@ $(VENV)/.explore

# All that textacy needs is listed but for what it does not need here, so that pip is not to look for more.
$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	$(PIP) --no-deps --require-hashes --only-binary :all: -r requirements-bench.txt
	@touch $@

clean: ## remove the environment and what was built; the library in .sayso stays
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12
