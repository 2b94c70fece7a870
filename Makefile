# Bare `make` explains every target. Plain Python 3.11 or newer and make are all that a new machine needs.
# STACK=prod on any target picks another stack; PYTHON=python3.12 another interpreter for the environment.

PYTHON ?= python3
STACK ?= dev
export STACK
# Every command starts several Pythons; with their modules compiled, they start in half the time.
unexport PYTHONDONTWRITEBYTECODE

PY := .venv/bin/python
UV := $(PY) -m uv
SANDBOX := $(PY) -m sandbox
# A worker a core; the engine's tests of a file stay together (loadfile), for they share a deployment. Files are handed
# out as they are collected, the engine's early: by the number of tests, those that take longest would be the last ones.
PYTEST := $(PY) -m pytest --quiet --numprocesses logical --no-loadscope-reorder --dist
COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'
.DEFAULT_GOAL := help
.PHONY: help up preview verify down reset env shell test unit quick engine bench lint check format lock clean

help: ## explain the targets
	@echo 'Usage: make TARGET [STACK=prod]'
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r t d; do printf '  %-10s %s\n' "$$t" "$$d"; done

up: .venv/ready ## deploy the stack to an AWS emulator on this machine, policies on, and verify it
	@$(SANDBOX) up

preview: .venv/ready ## show what `make up` would change, and what the policies say of it
	@$(SANDBOX) preview

verify: .venv/ready ## read the deployed account back and check that the monitoring works
	@$(SANDBOX) verify

down: .venv/ready ## destroy the stack, check that the account is empty, stop the emulators
	@$(SANDBOX) down

reset: .venv/ready ## stop the emulators as they are: the account and all in it are gone
	@$(SANDBOX) reset

env: .venv/ready ## print the exports that lead a shell to the sandbox: eval "$(make -s env)"
	@$(SANDBOX) env

shell: .venv/ready ## open a shell in which pulumi, aws and boto3 see the sandbox
	@$(SANDBOX) shell

test: .venv/ready ## run every test: unit, logs, program, pack, ops, policy, lake, ci, sandbox and engine
	@$(PYTEST) loadfile

unit: .venv/ready ## run the unit tests, with mocks: no engine, no server, no network, seconds
	@$(PYTEST) worksteal tests/unit

quick: .venv/ready ## run every test but those that drive the engine
	@$(PYTEST) loadfile -m 'not engine'

engine: .venv/ready ## run the tests that drive the real engine in a sandbox of their own: minutes
	@$(PYTEST) loadfile -m engine

bench: .venv/ready ## measure the decision, and previews: with 1, 10 and 50 VPCs, and with the policy pack: minutes
	@$(PY) -m benchmarks

lint: .venv/ready ## check the format, the style and the types
	@$(PY) -m ruff format --check --quiet
	@$(PY) -m ruff check --quiet
	@$(PY) -m pyright

check: lint test ## what CI runs: lint, then every test

format: .venv/ready ## format the code and mend what the linter can
	@$(PY) -m ruff check --quiet --fix
	@$(PY) -m ruff format --quiet

lock: .venv/ready ## bring the locked requirements up to date with pyproject.toml
	@$(COMPILE) --upgrade --group dev --output-file requirements-dev.txt
	@$(COMPILE) --constraints requirements-dev.txt --output-file requirements.txt
	@$(subst pyproject.toml,benchmarks/checkov/requirements.in,$(COMPILE)) --upgrade --output-file benchmarks/checkov/requirements.txt

clean: ## stop the sandbox and remove what the targets made here (the engine stays in the user's cache)
	@if [ -x $(PY) ]; then $(SANDBOX) reset; fi
	@rm -rf .sandbox .venv .pytest_cache .ruff_cache .hypothesis

# The environment: uv from the machine if it is there, else from PyPI into the environment itself.
.venv/ready: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $(PYTHON) is missing, or older than Python 3.11; name another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo '» installing the packages into .venv' >&2
	@if [ -L .venv ]; then rm .venv; fi # a link's target is another checkout's
	@$(PYTHON) -m venv --clear .venv
	@if command -v uv >/dev/null; then uv pip sync --quiet --python $(PY) --require-hashes requirements-dev.txt; \
	else $(PY) -m pip install --quiet --disable-pip-version-check "$$(grep -o '^uv==[^ ]*' requirements-dev.txt)" && $(UV) pip sync --quiet --python $(PY) --require-hashes requirements-dev.txt; fi
	@$(UV) pip install --quiet --no-deps --python $(PY) --editable . # the command aws-monitoring-baseline; uv builds it itself
	@touch $@
