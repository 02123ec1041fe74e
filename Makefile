# What a checkout can do. Each goal sets up what it needs first; the second time that takes a moment.

SAMPLES = $(sort $(filter-out %/README.md,$(wildcard $(addprefix data/samples/*.,txt json md html))))
BIN = .venv/bin

# Homebrew keeps its Java apart; where there is none this changes nothing.
export PATH := $(PATH):/opt/homebrew/opt/openjdk/bin:/usr/local/opt/openjdk/bin

.PHONY: help demo test lint bench lock clean

help: ## print this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

demo: ## publish data/samples/, articles and an issue, into out/ and print the paths
	@tools/setup.sh run
	@$(BIN)/publisher build $(SAMPLES) -o out/
	@$(BIN)/publisher book data/samples/tide-issue -o out/

test: ## check style and types, then run every test
	@tools/setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile --check-every-book

lint: ## style and types alone
	@tools/setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: ## measure speed and size beside the plain way
	@tools/setup.sh run
	@tools/setup.sh bench
	$(BIN)/python -m tests.benchmarks

lock: ## make the lock files anew from pyproject.toml
	@tools/lock.sh

clean: ## remove all that these goals made
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis out dist build
	find . -name __pycache__ -prune -exec rm -rf {} +
