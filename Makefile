# Everything runs in .venv, made on first use. Needs Python 3.11 or later with venv, and a package index.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help seeds test check docs bench differential clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "crossfact needs Python 3.11 or later; set PYTHON to its path" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

seeds: $(READY) ## Check the five sample articles; write and show report.md
	$(BIN)/crossfact check seeds --exit-zero --output report.md
	@cat report.md

test: check ## Linters, types, import contracts, all tests, the built wheel
	$(BIN)/pytest

check: $(READY) ## Linters, types and import contracts only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m crossfact.docs --check rules/README.md

docs: $(READY) ## Write what is generated: rules/README.md, reports/seeds.md
	$(BIN)/python -m crossfact.docs rules/README.md
	$(BIN)/crossfact check seeds --exit-zero --output reports/seeds.md >/dev/null

bench: $(READY) ## Rates of temporal tagging and of register look-ups on this machine
	$(BIN)/python tests/bench/temporal_tagging.py seeds
	$(BIN)/python tests/bench/register_lookup.py

differential: $(READY) ## What is read otherwise than at BASE (HEAD), in TEXTS (small ones of our own)
	PYTHONPATH=tests $(BIN)/python -m differential run --base $(or $(BASE),HEAD) $(OPTIONS) $(TEXTS)

clean: ## Remove the environment and what tests and builds leave behind
	rm -rf .venv build dist report.md .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .differential
