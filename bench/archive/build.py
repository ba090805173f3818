"""Builds a database of many articles: `python -m bench.archive.build 1000`.

`DATABASE_URL` names an empty database on PostgreSQL, whose user may switch triggers off. Prints
the share that is done while it builds, and last how long it took, in seconds, as JSON.
"""

import json
import sys
import time
from io import StringIO

import django
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection

from assembly.core.triggers import drop_triggers


def main(articles):
    begun = time.monotonic()
    call_command("setup", stdout=StringIO())
    copy_articles(articles)
    say("updating the search index")
    copied = time.monotonic()
    call_command("setup", stdout=StringIO())
    indexed = time.monotonic()
    say("analysing the tables")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    took = {"seconds": time.monotonic() - begun, "indexing_seconds": indexed - copied}
    sys.stdout.write(json.dumps(took) + "\n")


def copy_articles(articles):
    from django.contrib.auth import get_user_model

    from .articles import Archive
    from .copying import raise_sequences, switch_triggers

    accounts = get_user_model().objects
    staff = [accounts.create_user(name, is_staff=True).pk for name in ["anna", "boris", "vera"]]
    switch_triggers(on=False)
    for share in Archive(articles, staff).write():
        say(f"writing articles, {share:.0%}")
    raise_sequences(apps.get_models())
    switch_triggers(on=True)
    # The next `migrate` creates them again, and has every record indexed, once each.
    drop_triggers(DEFAULT_DB_ALIAS, plan=True)


def say(what):
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
