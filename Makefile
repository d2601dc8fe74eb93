# Everything runs in .venv, which is made once and again when pyproject.toml changes.
# A fresh machine needs make and Python 3.11 or later, nothing else.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := build/demo

# One thread in a product of the network: a second one costs more than it gives.
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types contracts format bench bench-load docs gate gate-pin golden fuzz clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

$(READY): pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "onrecord needs Python 3.11 or later; name one: make PYTHON=python3.12 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "no virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "setting up $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[uk,postgres,parquet,web]' --group dev
	@touch $@

demo: $(READY) ## make a record of the sample stories, ask it, and open it in the browser
	@$(BIN)/python -m tools.demo $(DEMO)

test: $(READY) ## all tests
	@$(BIN)/python -m pytest $(TESTS)

check: lint types contracts ## lint, format, types, import contracts

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports --no-logo --no-cache

format: $(READY) ## mend what lint and format can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## measure speed beside natasha and spaCy (in build/bench-venv)
	@PYTHON=$(abspath $(BIN)/python) bash benchmarks/run.sh

bench-load: $(READY) ## measure the reading room on a million statements (makes them first, once, in build/load)
	@$(BIN)/python -m benchmarks.load --write

docs: $(READY) ## make the generated pages of docs/ again
	$(BIN)/python -m tools.make_docs

gate: $(READY) ## the quality figures against their floors
	@$(BIN)/python -m tools.gate

gate-pin: $(READY) ## raise the floors to what is reached now (never down: see CONTRIBUTING.md)
	$(BIN)/python -m tools.gate --pin

golden: $(READY) ## read the golden articles again and pin what comes out (then read `git diff tests/golden`)
	@$(BIN)/python -m tests.golden.pinned

fuzz: $(READY) ## fuzz the reader with atheris for MINUTES (60)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris
	@mkdir -p build/fuzz build/findings
	@cp -n src/onrecord/samples/*/*.txt tests/cases/pages/*.html build/fuzz/
	$(BIN)/python -m tools.fuzz -max_total_time=$$(( $${MINUTES:-60} * 60 )) -timeout=20 -artifact_prefix=build/findings/ build/fuzz

clean: ## everything that was made
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
