# Two commands do all the set-up, each alone on a clean clone: `make learn` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ORACLE := .oracle
CTML := $(CURDIR)/$(BIN)/ctml
CONFIG ?= configs/bigram.toml

.PHONY: help learn train chat test test-oracle check format lint types floors curriculum bench screenshots clean

help:  ## what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

$(VENV)/learn: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/learn

learn: $(VENV)/learn  ## open the first exercise; makes .venv and workspace/ if there are none
	@test -f workspace/.ctml/workspace.toml || $(CTML) init workspace
	@cd workspace && exec $(CTML) watch

train: $(VENV)/learn  ## train a small model: make train CONFIG=configs/bigram.toml
	@exec $(CTML) train "$(CONFIG)"

chat: $(VENV)/learn  ## talk with it: make chat CONFIG=configs/bigram.toml
	@exec $(CTML) chat "$(CONFIG)"

test: $(VENV)/dev  ## the project's own tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

$(ORACLE)/ready: pyproject.toml
	$(PYTHON) -m venv $(ORACLE)
	$(ORACLE)/bin/python -m pip install --quiet --editable '.[oracle]'
	@touch $@

test-oracle: $(ORACLE)/ready  ## hold the core against PyTorch, in .oracle/ (a large download, once)
	$(ORACLE)/bin/python -m pytest tests/oracle

check: format lint types floors test curriculum  ## the one gate: everything that must hold

format: $(VENV)/dev
	$(BIN)/ruff format --check

lint: $(VENV)/dev
	$(BIN)/ruff check

types: $(VENV)/dev
	$(BIN)/mypy
	$(BIN)/pyright

floors: $(VENV)/dev
	$(BIN)/lint-imports

curriculum: $(VENV)/dev  ## prove the course: ctml dev check
	$(BIN)/ctml dev check

bench: $(VENV)/dev $(ORACLE)/ready  ## take the figures of docs/performance.md, PyTorch beside them
	$(BIN)/python benchmarks/run.py

screenshots: $(VENV)/dev  ## draw the pictures of docs/screens, from what is really judged and graded (Chromium for the report)
	$(BIN)/python docs/screens/make.py
	$(BIN)/python -m docs.screens.report

clean:  ## remove what was made, but never workspace/
	rm -rf $(VENV) $(ORACLE) .ctml dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
