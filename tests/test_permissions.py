"""Every page of the admin checks its permission, for every role and every state of a text."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client

from assembly.media.models import Image
from assembly.newsroom.models import PreviewLink, Version, WorkingCopy
from assembly.users import User
from delegations.models import Appointment, Chamber, Composition, Delegation, Person
from news.models import Article, Topic

from .admin_records import STATES, make_targets, make_values
from .builders import make_staff, make_user
from .pages import text
from .permissions import RULES, answered, expected, pages

pytestmark = pytest.mark.django_db

READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")  # statements that change no rows
OF_A_STATE = [Article, Delegation, Chamber, Composition, Appointment]


def test_every_page_has_exactly_one_rule_and_every_rule_a_page():
    assert [page.name for page in pages().values() if len(page.rules) != 1] == []
    assert set(RULES) == {name for page in pages().values() for name in page.rules}


@pytest.mark.usefixtures("groups")
def test_editors_publish_nothing_and_delete_no_records():
    allowed = Group.objects.get(name="Editors").permissions.values_list("codename", flat=True)

    beyond = {name for name in allowed if name.startswith(("delete_", "publish_"))}

    assert beyond <= {"delete_seats", "delete_attachment"}  # rows within a form


def test_a_page_without_permission_names_whom_to_ask(client, editor):
    client.force_login(editor)

    answer = client.get("/admin/auth/group/")

    assert answer.status_code == 403
    assert "Ask an administrator for access." in text(answer)


def make_roles():
    """Return a user of each role by its name; the first two are not staff."""
    seeing = Permission.objects.filter(codename__startswith="view_")
    return {
        "anonymous": AnonymousUser(),
        "account": make_user(is_staff=False),
        "stranger": make_user(),
        "viewer": make_user(*seeing.values_list("codename", flat=True)),
        "editor": make_staff("Editors"),
        "publisher": make_staff("Publishers"),
        "superuser": make_user(is_superuser=True),
    }


def fingerprint():
    """Return a fingerprint of everything that requests may change."""
    counted = [Version, User, Group, Image, Topic, Person, Chamber, Composition, Appointment]
    listed = [WorkingCopy, PreviewLink, Article, Delegation]
    return [
        *(model.objects.count() for model in counted),
        *(list(model.objects.order_by("pk").values()) for model in listed),
    ]


def read():
    """Return what the public can read."""
    texts = [list(model.objects.live().values()) for model in [Article, Delegation]]
    rows = [list(model.objects.values()) for model in [Chamber, Composition, Appointment]]
    seen = [Person.objects.known(), Topic.objects.exclude(articles=None)]
    seen += [Appointment.objects.filter(delegation=None), Image.objects.exclude(articles=None)]
    return [texts, rows if texts[1] else [], *(list(records.values()) for records in seen)]


class Visitor:
    """Requests pages in one role; the effects of each request are rolled back."""

    def __init__(self, role, user):
        self.role, self.user = role, user
        client = Client()
        if user.is_authenticated:
            client.force_login(user)
        self.kept, self.read = fingerprint(), read()
        self.cookies = client.cookies.output(header="", sep=";")

    def ask(self, method, address, data=None):
        """Return the response in one word, and whether it changed anything without permission."""
        client = Client(raise_request_exception=False)
        client.cookies.load(self.cookies)
        writes = []

        def note_writes(execute, sql, *rest):
            if not sql.startswith(READING):
                writes.append(sql)
            return execute(sql, *rest)

        with transaction.atomic():
            with connection.execute_wrapper(note_writes):
                answer = answered(getattr(client, method)(address, data))
            if answer != "allowed":
                changed = bool(writes) and fingerprint() != self.kept
            else:  # only a publisher changes what is public
                watched = method == "post" and self.role in {"viewer", "editor"}
                changed = watched and bool(writes) and read() != self.read
            transaction.set_rollback(True)
        return answer, changed


# On PostgreSQL in one state, which reaches every page: permissions are the same on any database.
EACH_STATE = [
    state if state == "public with a working copy" else pytest.param(state, marks=pytest.mark.once)
    for state in STATES
]


@pytest.mark.parametrize("state", EACH_STATE)
@pytest.mark.usefixtures("groups")
def test_every_page_checks_its_permission(state):
    roles = make_roles()
    keys = make_targets(state, roles["editor"])
    values = make_values(keys, roles["editor"])
    sent = {"post": "yes", "_step": "discard", "_checked": "title_ru:typo", "opened": 1}
    sent |= {"delegation": keys[Delegation], "_popup": 1}
    wrong = []
    for role, user in roles.items():
        visitor = Visitor(role, user)
        for page in pages_to_request(state, role):
            address = page.address({**values[page.model], **values.get(page.name, {})})
            for method, data in [("get", None), ("post", sent)]:
                answer, changed = visitor.ask(method, address, data)
                right = expected(page, method, role, user)
                if answer != right or changed:
                    found = f"{answer}{' with a change' * changed}, and not {right}"
                    wrong.append(f"{role}: {method} {page.name}: {found}")
    assert wrong == []


def pages_to_request(state, role):
    """Return the pages to request in a state: others are tested in one state only."""
    found = pages().values()
    if state == "public with a working copy":
        return found
    if role in {"anonymous", "account", "superuser"}:
        return []
    return [page for page in found if page.model in OF_A_STATE and page.is_about_a_record]


@pytest.mark.usefixtures("groups")
def test_strangers_cannot_learn_which_records_exist():
    visitor = Visitor("stranger", make_user())
    gone = dict.fromkeys(["pk", "id", "object_id", "version", "link"], 999999)
    kind = {"content_type_id": ContentType.objects.get_for_model(Article).pk, "code": "en"}
    told = {
        f"{method} {page.name}"
        for page in pages().values()
        for method in ["get", "post"]
        if page.is_about_a_record and getattr(page.rule, method) in {"view", "change", "delete"}
        if visitor.ask(method, page.address({**gone, **kind, "batch": uuid4()}))[0] != "refused"
    }

    # Undoing and restoring depend on the record's own permission; the rest is Django's.
    accounts = ["assembly_user_history", "auth_group_history"]
    assert told == {
        "post recover",
        *(f"{method} {name}" for method in ["get", "post"] for name in ["undo", *accounts]),
    }
