PYTHON ?= python3
PORT ?= 8000

# Bring the site up on http://127.0.0.1:8000/
run: port .venv/site .env
	@.venv/bin/python manage.py setup
	@PYTHONUNBUFFERED=1 .venv/bin/python manage.py runserver $(PORT)

# Run the whole suite, on SQLite and on PostgreSQL
test: .venv/tools
	.venv/bin/pytest --numprocesses auto --dist loadgroup
	.venv/bin/pytest --numprocesses auto --dist loadgroup --postgres -m "not once"

lint: .venv/tools
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint --lint --quiet templates
	git ls-files '*.py' | grep -v /migrations/ | xargs .venv/bin/django-upgrade --target-version 5.2

# Measure pages beside constant answers, with 1,000 and 100,000 articles; docs/speed.md says what else
bench: .venv/tools
	@.venv/bin/python -m bench

# Change the code around the merge in many small ways; list the changes that no test notices (takes 7 minutes)
mutants: .venv/tools
	rm -rf mutants
	.venv/bin/mutmut run
	.venv/bin/mutmut results

# Collect the texts to translate in each folder of assembly/locale, then compile (needs gettext)
messages: .venv/site .env
	.venv/bin/python manage.py makemessages --all --no-obsolete --no-wrap --add-location file --ignore .venv --ignore mutants --ignore tests
	.venv/bin/python manage.py compilemessages --ignore .venv --ignore mutants

# Lock the versions of what pyproject.toml requires
lock: .venv/tools
	.venv/bin/uv pip compile $(LOCK) pyproject.toml --output-file requirements.txt
	.venv/bin/uv pip compile $(LOCK) pyproject.toml --constraint requirements.txt --extra s3 --output-file deploy/requirements-s3.txt
	.venv/bin/uv pip compile $(LOCK) pyproject.toml --constraint deploy/requirements-s3.txt --extra s3 --group dev --output-file requirements-dev.txt

LOCK = --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-strip-extras --upgrade

.env: .venv/site
	@.venv/bin/python -m assembly.dotenv

.venv/site: requirements.txt .venv/python
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

.venv/tools: requirements-dev.txt .venv/python
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

port:
	@test "$(PORT)" -ge 1 -a "$(PORT)" -le 65535 2>/dev/null || { echo "PORT=$(PORT) is not a port: give a number from 1 to 65535." >&2; exit 2; }

.venv/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("This needs Python 3.11 or later; $(PYTHON) is %d.%d. Name a later one: make PYTHON=python3.12 ..." % sys.version_info[:2])'
	$(PYTHON) -m venv --clear .venv
	@touch $@

.PHONY: run port test lint bench mutants messages lock
