"""Runs in a copy of the site and records the effect of adding Kyrgyz as a third language.

Prints the results that `test_third_language.py` checks, as JSON.
"""

import json
import sys
from io import StringIO

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from assembly.newsroom.models import Action, Version, WorkingCopy  # noqa: E402
from assembly.newsroom.snapshots import row_key, snapshot  # noqa: E402
from assembly.newsroom.working_copies import Work  # noqa: E402
from assembly.publishing.status import Status  # noqa: E402
from assembly.users import User  # noqa: E402
from delegations.models import ChamberName, Delegation, Person  # noqa: E402
from news.models import Article  # noqa: E402

from .builders import make_article, make_delegation  # noqa: E402
from .forms import change_page  # noqa: E402
from .large_forms import fill_with_appointments, post, sent_whole  # noqa: E402
from .pages import text  # noqa: E402

FIXTURES = ["delegations", "groups", "news"]
KYRGYZ = {"title_ky": "Кыргызча макала", "body_ky": "<p>Сегиз миң сөз.</p>"}


def prepare():
    """Make an article, and an approved and scheduled working copy of another."""
    Work(make_article(slug="to-translate")).record_outside_changes()
    record = make_article(slug="in-work")
    work = Work(record)
    content = snapshot(record)
    content[row_key(record)]["title_en"] = "The new title"
    work.save_draft(content, None)
    copy = work.copy
    copy.status, copy.published_at = Status.PUBLISHED, timezone.now() + timezone.timedelta(days=1)
    copy.save()
    work.save_revision(Action.SCHEDULED)
    return {"texts": texts()}


def texts():
    """Return the stored values of all records by column name; nothing computed."""
    out = StringIO()
    call_command("dumpdata", "assembly", "delegations", "news", stdout=out)
    return {
        f"{record['model']}/{record['pk']}/{name}": value
        for record in json.loads(out.getvalue())
        for name, value in record["fields"].items()
    }


def migrate():
    """Make and apply the migrations for the new setting; return their database operations."""
    before = set(MigrationLoader(connection).disk_migrations)
    call_command("makemigrations", verbosity=0)
    migrations = MigrationLoader(connection).disk_migrations
    call_command("migrate", verbosity=0)
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # no migration is missing
    return [
        operation for key in migrations.keys() - before for operation in migrations[key].operations
    ]


def described(operation):
    """Return the kind of an operation, and whether existing rows need no value for it."""
    field = getattr(operation, "field", None)
    return [type(operation).__name__, field is None or field.null or field.has_default()]


def translate():
    """Write an article and a delegation in Kyrgyz, but no people or topics."""
    Article.objects.filter(slug="to-translate").update(**KYRGYZ)
    belarus = Delegation.objects.get(slug="belarus")
    Delegation.objects.filter(pk=belarus.pk).update(title_ky="Беларусь")
    belarus.parliament_names.update(parliament_ky="Жыйын")
    belarus.compositions.update(lead_in_ky="Делегация:")
    names = ChamberName.objects.filter(chamber__delegation=belarus)
    names.update(name_ky="Палата", name_of_ky="палатанын")
    for row in belarus.compositions.get().seats.all():
        row.described_as_ky = "депутат"
        row.save()


def visit():
    """Return what readers and staff get by address: a status, a redirect target and the text."""
    reader, staff = Client(headers={"Accept-Language": "ky-KG,ru;q=0.5"}), Client()
    staff.force_login(User.objects.get(username="admin"))
    found = {}
    for client, address in [
        *[(reader, "/"), (reader, "/news/to-translate/"), (reader, "/ky/"), (reader, "/ky/news/")],
        *[(reader, "/ky/news/to-translate/"), (reader, "/ky/news/in-work/")],
        (reader, "/ky/search/?q=макала"),
        *[(reader, "/ky/delegations/"), (reader, "/ky/delegations/belarus/")],
        *[(reader, "/ky/delegations/belarus/history/"), (reader, "/ky/delegations/belarus/sheet/")],
        *[(reader, f"/ky/people/{one.slug}/") for one in Person.objects.all()],
        *[(reader, "/feeds/changes.ky.xml"), (staff, "/admin/")],
        *[(staff, f"/admin/news/article/{one.pk}/change/") for one in Article.objects.all()],
    ]:
        response = client.get(address)
        html = response.content.decode()
        found[address] = {
            "status": response.status_code,
            "leads_to": response.get("Location", ""),
            "text": text(response),
            "html": html,
        }
    return found


def publish():
    """Advance to the moment of the working copy; return the title that readers then see."""
    WorkingCopy.objects.update(published_at=timezone.now())
    return text(Client().get("/en/news/in-work/"))


def save_large_form():
    """Save a delegation with 500 appointments; return the status and the Kyrgyz title of one."""
    setup_test_environment()  # the response carries its context, and so its form
    delegation = make_delegation(status="draft", title_ky="Делегация", parliament=None)
    fill_with_appointments(delegation, settings.FORM_ROWS, ["en", "ru", "ky"])
    staff = Client()
    staff.force_login(User.objects.get(username="admin"))
    data = sent_whole(staff.get(change_page(delegation)))
    response = post(staff, delegation, {**data, "appointments-9-title_ky": "Төрага"})
    changed = delegation.appointments.get(pk=data["appointments-9-id"])
    return [response.status_code, changed.title_ky]


def learn():
    """Add the language, and return the resulting state of the site."""
    operations = migrate()
    migrated = texts()
    entries = Version.objects.count()
    call_command("loaddata", *FIXTURES, verbosity=0)
    entries = Version.objects.count() - entries
    call_command("check", stdout=StringIO())
    translate()
    call_command("setup", stdout=StringIO())  # a search indexes only some of so many changes
    return {
        "operations": [described(one) for one in operations],
        "texts": migrated,
        "new_entries": entries,
        "pages": visit(),
        "published": publish(),
        # It takes most of the time, and no database changes it.
        "large_form": save_large_form() if connection.vendor == "sqlite" else None,
    }


if __name__ == "__main__":
    print(json.dumps(prepare() if sys.argv[1] == "before" else learn()))  # noqa: T201
