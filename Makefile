# Ertad. Two commands matter: `make demo` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3.11
BIN := .venv/bin
STAMP := .venv/.ready
export PYTHONPATH := src

.PHONY: help setup demo check test bench docs messages system-packages

help:  ## What each command does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: $(STAMP)  ## Install what Ertad runs on, into .venv

$(STAMP): requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Ertad needs Python 3.11 as $(PYTHON); or say: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	$(BIN)/python -m tools.messages compile
	@touch $@

.venv/.tests-ready: $(STAMP) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: setup  ## Ertad in the browser, filled with sample data (PORT=8000)
	@$(BIN)/ertad demo --port $(PORT)

check: .venv/.tests-ready  ## Lint, types, imports and fast tests, under a minute
	$(BIN)/python -m tools.messages compile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'src/*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 -m "not slow and not browser"

test: .venv/.tests-ready  ## Everything, on both databases and in a real browser
	$(BIN)/python -m tools.system_packages
	$(BIN)/python -m tools.messages compile
	$(BIN)/python -m tools.everything

bench: .venv/.tests-ready  ## Measure what the issue asks for, beside a peer
	$(BIN)/python -m benchmarks

docs: .venv/.tests-ready  ## Generated reference pages and screenshots of the guides
	$(BIN)/python -m tools.reference
	$(BIN)/python -m tools.screenshots

messages: .venv/.tests-ready  ## Bring the catalogues up to date with the source
	$(BIN)/python -m tools.messages update
