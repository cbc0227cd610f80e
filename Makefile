PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check format docs accuracy bench clean

demo: $(STAMP)  ## set up, audit the seed article, write the HTML report
	$(BIN)/mtaudit audit seeds/kosovo.en.txt --source-lang fr --target-lang en \
	  --sources seeds/sources/kosovo.fr.txt --references reference_translations/kosovo.en.txt \
	  --report reports/kosovo.html --report reports/kosovo.json || test $$? -eq 1

test: $(STAMP)  ## run all tests
	$(BIN)/pytest -q

check: $(STAMP)  ## lint, format, types, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m mtaudit.rules.docs --check

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)  ## write docs/rules from the rules
	$(BIN)/python -m mtaudit.rules.docs

accuracy: $(STAMP)  ## measure precision and recall again, write docs/accuracy.md
	$(BIN)/python -m benchmarks.accuracy

bench: $(STAMP)  ## measure speed and memory
	$(BIN)/python -m benchmarks.speed

clean:
	rm -rf $(VENV)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet -c constraints.txt torch
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[models]' --group dev
	touch $@
