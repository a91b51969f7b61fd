# make run    quizapp on this machine: web server, worker, database, built-in reading
# make test   everything, browser tests included
.DEFAULT_GOAL := help
.PHONY: help run test test-quality test-kill bench-generation bench-taking bench-classroom pictures lock clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "quizapp needs Python 3.11 or newer, and found none." >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python has no venv module here. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.runs: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies (once; about a minute)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tests: tests/requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies of the tests (once; about a minute)"
	@$(PIP) install --require-hashes -r tests/requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.runs

run: $(VENV)/.runs ## start quizapp: PORT=8000 make run
	@$(BIN)/quizapp migrate
	@PORT=$(PORT) $(BIN)/quizapp serve --with-worker

test: $(VENV)/.tests ## run all tests
	@$(BIN)/python tests/bring_chromium.py
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -q

test-quality: $(VENV)/.tests ## measure the generator over a folder: TEXTS=folder make test-quality
	@$(BIN)/python -m tests.quality.report $(TEXTS)

bench-generation: $(VENV)/.tests ## measure the generator's speed, growth, cold start and memory
	@$(BIN)/python -m tests.benchmarks.generation

bench-taking: $(VENV)/.tests ## measure what a page, a save and a hand-in cost beside a bare Flask route
	@$(BIN)/python -m tests.benchmarks.taking
	@$(BIN)/python -m tests.benchmarks.server_cpu

bench-classroom: $(VENV)/.tests ## a thousand students on the real server, and two herds of 500
	@$(BIN)/python -m tests.benchmarks.classroom

test-kill: $(VENV)/.tests ## kill -9 the server 200 times under students, and look up what it acknowledged
	@$(BIN)/python -m tests.benchmarks.killing

pictures: $(VENV)/.tests ## take the README's screenshots anew
	@$(BIN)/python tests/bring_chromium.py
	@QUIZAPP_TAKE_PICTURES=1 $(BIN)/python -m pytest -q tests/e2e/test_pictures.py

lock: | $(BIN)/python ## resolve the dependencies anew
	@$(PIP) install uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev -c requirements.lock -o tests/requirements.lock pyproject.toml

clean: ## remove the virtual environment; database and secrets stay
	@rm -rf $(VENV)
