import json
import runpy

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import override
from hypothesis import Phase
from hypothesis import settings as property_settings

from assembly.core.triggers import create_triggers, drop_triggers
from assembly.pages.page_cache import memory
from assembly.publishing.content_watch import watch

from .builders import make_staff
from .shipped_content import load_shipped_content
from .websites import serving

# The same examples in every run, as many as a fast suite allows, however slow the machine.
property_settings.register_profile(
    "suite",
    derandomize=True,
    deadline=None,
    max_examples=60,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
property_settings.register_profile(
    "mutants",
    property_settings.get_profile("suite"),
    phases=[Phase.explicit, Phase.generate],  # the slow explanation is not needed
)
property_settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """Keep SQLite in a file, as in production, so that each browser request opens a connection."""
    database = connections["default"]
    if database.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        database.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def english():
    """Start in English, whatever language the previous test left active."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path_factory):
    """Keep uploaded files separate from the site's own."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    return settings.MEDIA_ROOT


@pytest.fixture
def collected(settings, tmp_path_factory, monkeypatch):
    """Collect static files as in production, serve them under hashed names, return the folder."""
    monkeypatch.setenv("DEBUG", "False")
    production = runpy.run_path(str(settings.BASE_DIR / "assembly" / "settings.py"))
    settings.STORAGES = production["STORAGES"]
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    monkeypatch.setattr("whitenoise.compress.brotli_installed", False)  # takes ten seconds more
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.STATICFILES_DIRS = [settings.STATIC_ROOT]  # where the live server finds them
    return settings.STATIC_ROOT


@pytest.fixture(autouse=True)
def page_cache():
    """Leave neither pages nor a watch of the database to the next test."""
    yield memory
    watch.stop()
    memory.clear()


@pytest.fixture(autouse=True)
def passwords(settings):
    """Hash passwords with a fast hasher: many tests log in, and none is about the hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def content(db):
    """The content that ships."""
    load_shipped_content()


@pytest.fixture
def groups(db):
    """The groups that ship, created in fewer queries than `loaddata` needs."""
    for group in json.loads((settings.FIXTURE_DIRS[0] / "groups.json").read_text()):
        codenames = [codename for codename, _app, _model in group["fields"]["permissions"]]
        made, _new = Group.objects.get_or_create(name=group["fields"]["name"])
        made.permissions.set(Permission.objects.filter(codename__in=codenames))


@pytest.fixture
def editor(groups):
    return make_staff("Editors")


@pytest.fixture
def publisher(groups):
    return make_staff("Publishers")


@pytest.fixture
def writer(groups):
    """The last editor, for tests where a publisher may approve without a reason."""
    return make_staff("Editors", username="writer")


@pytest.fixture
def website():
    with serving() as server:
        yield server


@pytest.fixture
def without_triggers(transactional_db):
    """Drop the triggers, as before migrations, and create them again afterwards."""
    drop_triggers(using=DEFAULT_DB_ALIAS, plan=True)
    yield
    create_triggers(using=DEFAULT_DB_ALIAS)


@pytest.fixture
def migrate(without_triggers):
    """Move an app between versions in a test; afterwards all migrations are applied again."""

    def move(app=None, name=None):
        executor = MigrationExecutor(connection)
        if name is None:
            return executor.migrate(executor.loader.graph.leaf_nodes())
        executor.migrate([(app, name)])
        return executor.loader.project_state([(app, name)]).apps

    yield move
    move()
