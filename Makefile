# make demo and make test need Python 3.11 or newer and nothing else: they set up .venv by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Stamps: the package is installed; what the checks need is installed too. Made again when pyproject.toml changes.
READY := $(VENV)/.ready
CHECKS := $(VENV)/.checks
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

.PHONY: help demo test format clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

demo: $(READY) ## Read the pages of examples/ and print who said what
	@$(BIN)/onrecord read examples

test: $(CHECKS) ## Run every check that CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

format: $(CHECKS) ## Lay out the code and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## Remove .venv and everything that was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Onrecord needs Python 3.11 or newer, and '$(PYTHON)' is not. Name one: make demo PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or so) ..." >&2
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo "Could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(INSTALL) --editable .
	@touch $@

$(CHECKS): $(READY)
	@$(INSTALL) --editable '.[dev]'
	@touch $@
