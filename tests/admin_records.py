"""Records of each kind in each state, and the values that the admin's addresses take for them."""

from datetime import UTC, datetime

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from assembly.newsroom.bin import move_to_bin, new_batch
from assembly.newsroom.models import Action, PreviewLink
from assembly.newsroom.working_copies import Work, amend
from assembly.publishing.versioned import Versioned
from assembly.users import User
from delegations.models import Appointment, Chamber, Composition, Person

from .builders import (
    LAST_YEAR,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_image,
    make_person,
    make_topic,
    participation_kind,
    role,
    seat_kind,
)

STATES = {
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "scheduled": {"published_at": datetime(2999, 1, 1, tzinfo=UTC)},
    "public": {},
    "public with a working copy": {},
    "withdrawn": {"status": "withdrawn", "published_at": LAST_YEAR, "withdrawal_en": "Wrong."},
}


def make_rows(delegation):
    """Make a row of each kind that belongs to a delegation; return their keys by model."""
    composition = make_composition(delegation, seats=[3])
    return {
        Composition: composition.pk,
        Chamber: composition.seats.get().chamber_id,
        Appointment: make_appointment(delegation=delegation, person=Person.objects.first()).pk,
    }


def make_targets(state, editor):
    """Make a record of each kind, publications in the given state; return their keys by model.

    If there is a working copy, only the working copy has the delegation's rows.
    """
    terms = [role(), participation_kind(), seat_kind()]
    person, topic, image, *_terms = records = [make_person(), make_topic(), make_image(), *terms]
    article, delegation = make_article(**STATES[state]), make_delegation(**STATES[state])
    make_appointment(person=person)
    make_article(image=image).topics.add(topic)
    keys = {User: editor.pk, Group: editor.groups.get().pk}
    if state == "public with a working copy":
        for record in [*records, article]:
            amend(record, editor, lambda: None)
        amend(delegation, editor, lambda: keys.update(make_rows(delegation)))
    else:
        keys |= make_rows(delegation)
    return keys | {type(record): record.pk for record in [*records, article, delegation]}


def make_values(keys, editor):
    """Return the address parameters of each model's pages, and more keys under "recover"."""
    batch = new_batch()
    Work(make_article(status="review")).save_revision(Action.SUBMITTED, user=editor, batch=batch)
    everywhere = {"app_label": "news", "url": "nowhere", "batch": batch, "code": "en"}
    everywhere |= {"moment": "2999-01-01T00:00", "address": "en/"}
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
