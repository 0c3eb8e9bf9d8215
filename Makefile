# Two commands matter: `make run` and `make test`. The work behind them is in .setup/, and each step of it is skipped
# when fresh. ARGS goes to what a target starts: make test ARGS="tests/guidance -k withdrawn"
.DEFAULT_GOAL := help
.PHONY: run setup test check bench lock help

run: ## Set up what is missing, then serve the demonstration at http://127.0.0.1:8000/
	@.setup/prepare run
	@PORTAL_DEMO="$${PORTAL_DEMO-1}" PORTAL_CLOCK="$${PORTAL_CLOCK-2012-04-09T09:00:00-04:00}" exec .venv/bin/portal demo $(ARGS)

setup: ## Set up what is missing for `make run`, then stop
	@.setup/prepare run
	@echo "Ready: make run"

test: ## Set up what is missing, then run every test, on a real PostgreSQL and in a real browser
	@.setup/prepare test
	@.venv/bin/python -m pytest -n auto $(ARGS)

check: ## Check format, lint, types, import contracts, templates, spelling and house style
	@.setup/prepare check
	@.setup/check

bench: ## Run the benchmarks, as ratios against limits measured in the same run
	@.setup/prepare bench
	@.venv/bin/python -m tests.bench $(ARGS)

lock: ## Make the lock files anew from pyproject.toml and .setup/*/package.json
	@.setup/prepare run
	@.setup/lock

help: ## List every target with one line each
	@sed -n 's/^\([a-z][a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r target words; do \
		printf 'make %-6s %s\n' "$$target" "$$words"; \
	done
