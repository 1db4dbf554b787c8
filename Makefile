# A fresh machine needs git, make and Python 3.11 or newer. `make help` lists what can be made.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
STAMP := $(VENV)/.synced
READY := $(VENV)/.generated
WORKERS ?= 2
MEASURED := $(if $(CI),coverage run -m )

# Everything that the tests need. Spark is the one extra left out: it wants Java and half a gigabyte (`make spark`).
PARTS := --all-groups --all-extras --no-extra spark

# What hatch_build.py writes, and what it writes it from.
GENERATED_FROM := hatch_build.py $(wildcard engine/jixiao/words/*.po grammar/*.lark grammar/*.toml) \
	$(addprefix engine/jixiao/,kernel/catalogue.py kernel/built.py kernel/caret.py kernel/lexicon.py language/levels.py language/name.py language/tables.py language/shape.py rules/curve_text.py rules/formula.py)

# uv works on this folder's environment with this environment's Python, whatever the caller has set or activated.
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON := $(CURDIR)/$(BIN)/python
export UV_PYTHON_DOWNLOADS := never
export UV_HTTP_TIMEOUT ?= 300
# A machine behind a proxy of its own trusts what its system trusts, as git and pip do.
export UV_SYSTEM_CERTS ?= true
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME
# uv.lock names its index; another default of the caller's would make uv take the lock for an old one. See MIRROR.
unexport UV_DEFAULT_INDEX UV_INDEX_URL UV_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS

.PHONY: help setup demo test quick coverage covered grade lint format types layers check record docs lowest dist wheel-test site bench spark
.PHONY: changelog lock clean mutation

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## the environment in .venv, exactly as uv.lock says (MIRROR=https://... takes it from a mirror)

demo: $(READY) ## score the Zhengzhou case
	@$(BIN)/jixiao score cases/good/zhengzhou-2021-laojiu

test: $(READY) ## the whole suite (ARGS="-k curve" passes options on); in CI it notes what of the code it runs
	@rm -f .coverage .coverage.*
	@$(BIN)/$(MEASURED)pytest -n $(WORKERS) --dist worksteal -m "not spark" $(ARGS)

quick: $(READY) ## the suite without what is slow and with few examples of each law: under a minute
	@HYPOTHESIS_PROFILE=quick $(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m "not slow and not spark" $(ARGS)

coverage: ## the whole suite, and how much of the code it runs
	@$(MAKE) --no-print-directory test covered MEASURED="coverage run -m "

covered: $(READY) ## how much of the code the last measured run of the suite ran; fails under the floor (pyproject.toml)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

grade: $(READY) ## how many known cells are read right, honestly and wrongly (ARGS="--show")
	@$(BIN)/python -m tests.corpus $(ARGS)

lint: $(READY) ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(READY) ## ruff and the catalogues of words: mend what can be mended by itself
	@$(BIN)/python -m jixiao.kernel.catalogue engine/jixiao/words/*.po docs/site/keys/*.po
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(READY) ## mypy --strict
	@$(BIN)/mypy

layers: $(READY) ## import-linter: arrows point one way
	@$(BIN)/lint-imports --no-logo

check: lint types layers test ## everything that must hold before a commit

lowest: $(READY) ## the quick suite with the lowest versions that pyproject.toml allows
	@.ci/lowest $(ARGS)

dist: $(READY) ## the sdist and, from it, the wheel, in dist/
	@rm -rf dist
	@$(UV) build --quiet --no-build-isolation --out-dir dist .

wheel-test: $(READY) ## build, install the wheel away from here, run the suite against it
	@.ci/wheel-test $(ARGS)

record: $(READY) ## record again what every case of cases/ gives (read the difference)
	@$(BIN)/python -m tests.record

docs: $(READY) ## write the output of commands into the documents anew (read the difference)
	@$(BIN)/python -m tests.test_docs

site: $(READY) ## the documentation as a site in both languages, in site/
	@$(BIN)/python -m docs.site

mutation: $(READY) ## how many planted faults the tests find (ARGS="kernel --sample 300"); slow
	@$(BIN)/python -m tests.mutation $(ARGS)

bench: $(READY) ## speed, as ratios within one run
	@$(BIN)/python -m compileall -q engine
	@$(BIN)/python -m benchmarks $(ARGS)

spark: $(READY) ## add Spark to .venv (needs Java 17)
	@$(UV) sync --locked --compile-bytecode --all-groups --all-extras

changelog: $(READY) ## what the next release says (VERSION=0.2.0 writes it into CHANGELOG.md)
	@$(BIN)/towncrier build $(if $(VERSION),--yes --version $(VERSION),--draft --version next)

lock: $(UV) ## renew uv.lock after a change of pyproject.toml
	@$(UV) lock $(ARGS)

clean: ## remove .venv and everything built
	rm -f engine/jixiao/words/*.mo $(filter-out %/__init__.py,$(wildcard engine/jixiao/_built/*.py))
	rm -rf $(VENV) dist build site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage*
	find engine tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(UV):
	@.ci/venv $(VENV)
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install $(if $(MIRROR),--index-url $(MIRROR)) uv

$(STAMP): pyproject.toml uv.lock | $(UV)
ifdef MIRROR
	@$(UV) export --quiet --frozen $(PARTS) --no-emit-project --output-file $(VENV)/locked.txt
	@$(UV) pip install --default-index $(MIRROR) --compile-bytecode --require-hashes --requirements $(VENV)/locked.txt
	@$(UV) pip install --no-build-isolation --no-deps --editable .
else
	@$(UV) sync --locked --compile-bytecode $(PARTS)
endif
	@touch $@

$(READY): $(STAMP) $(GENERATED_FROM)
	@$(BIN)/python hatch_build.py
	@$(BIN)/python -m compileall -q engine
	@touch $@
