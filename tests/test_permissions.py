"""Every page of the admin asks for the permission, of every role, in every state of a text."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client

from assembly.media.models import Image
from assembly.newsroom.bin import move_to_bin, new_batch
from assembly.newsroom.models import Action, PreviewLink, Version, WorkingCopy
from assembly.newsroom.working_copies import Work, amend
from assembly.publishing.versioned import Versioned
from assembly.users import User
from delegations.models import Appointment, Chamber, Composition, Delegation, Person
from news.models import Article, Topic

from .builders import (
    LAST_YEAR,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_image,
    make_person,
    make_staff,
    make_topic,
    make_user,
)
from .permissions import RULES, answered, expected, pages

pytestmark = pytest.mark.django_db

STATES = {
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "scheduled": {"published_at": datetime(2999, 1, 1, tzinfo=UTC)},
    "public": {},
    "public with a working copy": {},
    "withdrawn": {"status": "withdrawn", "published_at": LAST_YEAR, "withdrawal_en": "Wrong."},
}
OF_A_STATE = [Article, Delegation, Chamber, Composition, Appointment]


def test_every_page_has_one_rule_and_every_rule_a_page():
    assert [page.name for page in pages().values() if len(page.rules) != 1] == []
    assert set(RULES) == {name for page in pages().values() for name in page.rules}


@pytest.mark.usefixtures("groups")
def test_editors_publish_nothing_and_delete_no_records():
    allowed = Group.objects.get(name="Editors").permissions.values_list("codename", flat=True)

    beyond = {name for name in allowed if name.startswith(("delete_", "publish_"))}

    assert beyond <= {"delete_seats", "delete_attachment"}  # rows within a form


def make_roles():
    """Return a user of each role, by its name; the first two are no staff."""
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


def make_rows(delegation):
    """Make a row of each kind that belongs to a delegation; return their keys, by model."""
    composition = make_composition(delegation, seats=[3])
    return {
        Composition: composition.pk,
        Chamber: composition.seats.get().chamber_id,
        Appointment: make_appointment(delegation=delegation, person=Person.objects.first()).pk,
    }


def make_targets(state, editor):
    """Make a record of each kind, the texts among them in a state; return their keys, by model.

    Where there is a working copy, it alone has the delegation's rows.
    """
    records = [make_person(), make_topic(), make_image()]
    article, delegation = make_article(**STATES[state]), make_delegation(**STATES[state])
    keys = {User: editor.pk, Group: editor.groups.get().pk}
    if state == "public with a working copy":
        amend(article, editor, lambda: None)
        amend(delegation, editor, lambda: keys.update(make_rows(delegation)))
    else:
        keys |= make_rows(delegation)
    return keys | {type(record): record.pk for record in [*records, article, delegation]}


def make_values(keys, editor):
    """Return what the addresses of each model's pages name, and more keys under "recover"."""
    batch = new_batch()
    Work(make_article(status="review")).save_revision(Action.SUBMITTED, user=editor, batch=batch)
    everywhere = {"app_label": "news", "url": "nowhere", "batch": batch, "code": "en"}
    everywhere |= {"moment": "2030-01-01T00:00", "address": "en/"}
    found = {None: everywhere, "recover": {"pk": move_to_bin(make_topic(), editor).pk}}
    for model, pk in keys.items():
        kind = ContentType.objects.get_for_model(model)
        found[model] = {**everywhere, **dict.fromkeys(["pk", "id", "object_id"], pk)}
        found[model]["content_type_id"] = kind.pk
        if issubclass(model, Versioned):
            work = Work(model.objects.get(pk=pk))
            aside = {
                "content": work.content,
                "of_copy": True,
                "base": work.record_outside_changes(),
            }
            version = work.save_revision(Action.SET_ASIDE, user=editor, **aside)
            until = datetime(2999, 1, 1, tzinfo=UTC)
            link = PreviewLink.objects.create(content_type=kind, object_id=pk, expires_at=until)
            found[model] |= {"version": version.pk, "link": link.pk}
    return found


def kept():
    """Return a fingerprint of what requests may change."""
    counted = [Version, User, Group, Image, Topic, Person, Chamber, Composition, Appointment]
    listed = [WorkingCopy, PreviewLink, Article, Delegation]
    return [
        *(model.objects.count() for model in counted),
        *(list(model.objects.order_by("pk").values()) for model in listed),
    ]


def read():
    """Return what the public reads."""
    texts = [list(model.objects.live().values()) for model in [Article, Delegation]]
    rows = [list(model.objects.values()) for model in [Chamber, Composition, Appointment]]
    return [texts, rows if texts[1] else []]


class Visitor:
    """Asks pages in one role, of a database that forgets what each request did."""

    def __init__(self, role, user):
        self.role, self.user = role, user
        client = Client()
        if user.is_authenticated:
            client.force_login(user)
        self.kept, self.read = kept(), read()
        self.cookies = client.cookies.output(header="", sep=";")

    def ask(self, method, address, data=None):
        """Return the answer in a word, and whether it changed anything that it may not."""
        client = Client(raise_request_exception=False)
        client.cookies.load(self.cookies)
        with transaction.atomic():
            answer = answered(getattr(client, method)(address, data))
            if answer != "allowed":
                changed = kept() != self.kept
            else:  # nobody but a publisher changes what the public reads
                watched = method == "post" and self.role in {"viewer", "editor"}
                changed = watched and read() != self.read
            transaction.set_rollback(True)
        return answer, changed


@pytest.mark.parametrize("state", STATES)
@pytest.mark.usefixtures("groups")
def test_every_page_asks_for_the_permission(state):
    roles = make_roles()
    keys = make_targets(state, roles["editor"])
    values = make_values(keys, roles["editor"])
    sent = {"post": "yes", "_step": "discard", "_checked": "title_ru:typo", "opened": 1}
    sent |= {"delegation": keys[Delegation], "_popup": 1}
    wrong = []
    for role, user in roles.items():
        visitor = Visitor(role, user)
        for page in asked_in(state, role):
            address = page.address({**values[page.model], **values.get(page.name, {})})
            for method, data in [("get", None), ("post", sent)]:
                answer, changed = visitor.ask(method, address, data)
                right = expected(page, method, role, user)
                if answer != right or changed:
                    found = f"{answer}{' with a change' * changed}, and not {right}"
                    wrong.append(f"{role}: {method} {page.name}: {found}")
    assert wrong == []


def asked_in(state, role):
    """Return the pages to ask in a state: those that no state concerns, and some roles, in one."""
    found = pages().values()
    if state == "public with a working copy":
        return found
    if role in {"anonymous", "account", "superuser"}:
        return []
    return [page for page in found if page.model in OF_A_STATE and page.is_about_a_record]


@pytest.mark.usefixtures("groups")
def test_a_stranger_does_not_learn_which_records_there_are():
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

    # What is undone or restored says itself which permission it needs; the rest is Django's.
    accounts = ["assembly_user_history", "auth_group_history"]
    assert told == {
        "post recover",
        *(f"{method} {name}" for method in ["get", "post"] for name in ["undo", *accounts]),
    }
