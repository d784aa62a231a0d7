# Everything a player or developer needs, from a Python and nothing else. `make` alone lists the targets.
#   make play PYTHON=python3.12       with another Python (it makes .venv anew after `make clean`)
#   make play ARGS="plain pork_soup"  any other command of the program

PYTHON ?= python3
ARGS ?=

MAKEFLAGS += --no-print-directory
export PIP_DISABLE_PIP_VERSION_CHECK = 1

RUN := .venv/bin/python
INSTALL := $(RUN) -m pip install --quiet --quiet
NOT_INSTALLED := echo "Not everything could be installed. The first time, and when pyproject.toml changes, this needs the network." >&2; exit 1

.DEFAULT_GOAL := help
.PHONY: help play test format-check lint types imports tests format check bench docs wheel-check clean FORCE

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile | while IFS=: read -r name text; do printf '  make %-13s%s\n' "$$name" "$$text"; done

play: .venv/for-play ## play
	@$(RUN) main.py $(ARGS)

test: format-check lint types imports tests ## every check: format, lint, types, imports, tests

format-check: .venv/for-work
	$(RUN) -m ruff format --check .

lint: .venv/for-work
	$(RUN) -m ruff check .

types: .venv/for-work
	$(RUN) -m mypy

imports: .venv/for-work
	$(RUN) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-logo --no-cache

tests: .venv/for-work ## the tests alone; ARGS="tests/test_house.py -x" for some of them
	$(RUN) -m pytest -n auto $(ARGS)

format: .venv/for-work ## format the code and mend what can be mended without thinking
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

check: .venv/for-play ## check the stories
	$(RUN) main.py check $(ARGS)

bench: .venv/for-work ## run the benchmarks
	@for file in benchmarks/[a-z]*.py; do \
		[ -e "$$file" ] || { echo "There are no benchmarks yet."; break; }; \
		echo "== $$file"; $(RUN) "$$file" || exit 1; \
	done

docs: .venv/for-play ## write the reference in docs/authors.md anew from the tables
	@$(RUN) -m game.reference

wheel-check: .venv/for-play ## build the wheel, install it elsewhere, and ask it for its version and its stories
	@set -e; at=$$(mktemp -d); trap 'rm -rf "$$at"' EXIT; \
	echo "Building the wheel and installing it into a new environment."; \
	$(RUN) -m pip wheel --quiet --quiet --no-deps --wheel-dir "$$at" .; \
	$(RUN) -m venv "$$at/venv"; \
	"$$at/venv/bin/python" -m pip install --quiet --quiet "$$at"/*.whl; \
	cd "$$at"; venv/bin/jangmadang --version; venv/bin/jangmadang check; \
	echo "The wheel works."

clean: ## remove .venv and everything that tools left behind
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environment ------------------------------------------------------------------------------------------------
# .venv/made holds the folder it was made in; a copied or moved .venv, or one whose Python has gone, is made anew.
# for-play and for-work are stamps: installed since pyproject.toml last changed.

ifneq ($(shell $(RUN) -c '' 2>/dev/null && cat .venv/made),$(CURDIR))
.venv/made: FORCE
endif

.venv/made:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo 'Jangmadang needs Python 3.11 or newer, and there is no "$(PYTHON)" here. Install Python, or name another: make play PYTHON=python3.12' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Jangmadang needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" --version 2>&1). Install a newer one, or name another: make play PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv; this takes a minute the first time."
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv
	@printf '%s\n' "$(CURDIR)" > $@

.venv/for-play: .venv/made pyproject.toml
	@$(INSTALL) --editable . || { $(NOT_INSTALLED); }
	@touch $@

.venv/for-work: .venv/made pyproject.toml
	@$(INSTALL) --editable '.[dev]' || { $(NOT_INSTALLED); }
	@touch .venv/for-play $@
