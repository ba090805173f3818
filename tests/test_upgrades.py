"""A database of an earlier version upgrades automatically and loses no text."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.migrations.exceptions import IrreversibleError
from django.urls import reverse
from django.utils import timezone

from assembly.media.models import Image
from assembly.newsroom.models import Action, PreviewLink, Version
from assembly.newsroom.notes import NoteCode
from assembly.newsroom.previews import preview_token
from assembly.newsroom.snapshots import row_key
from delegations.models import Appointment, Delegation, ParticipationKind
from news.models import Article, Topic

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_image,
    make_topic,
    make_user,
)
from .old_facts import OldSite, moment
from .work import edited

pytestmark = pytest.mark.django_db(transaction=True)
# Migrating there and back takes long. On PostgreSQL, one upgrade that moves rows, and that of its
# sequences, show that the statements are understood there.
alike_on_both = pytest.mark.once


def test_former_states_without_an_end_move_into_the_history(migrate, client):
    before = OldSite(migrate("delegations", "0003_also_known_as"))
    delegation, other = (
        before.make("Delegation", slug=slug, country=code, **in_both(title="Country"))
        for slug, code in [("country", "XA"), ("other", "XB")]
    )
    before.model("Delegation").objects.update(status="published", published_at=moment(2023))
    before.save_version(delegation, moment(2023))
    names = in_both(name="House", name_of="the House")
    chamber = before.make("Chamber", delegation=delegation, slug="house", kind="single", **names)
    fact = {"confirmed_on": "2025-05-05", "since": "2019"}
    for name, fields in [
        ("FormerParliament", {"delegation": delegation, "parliament_en": "The old one"}),
        ("FormerParticipation", {"delegation": other, "participation": "observer"}),
        ("FormerChamber", {"chamber": chamber, "name_ru": "Прежняя"}),
    ]:
        before.make(name, **fact, **fields)

    migrate()

    delegation, other = Delegation.objects.order_by("slug")
    for facts in [delegation.parliament_names, other.participations.filter(kind__slug="observer")]:
        assert not facts.exists()
    assert [one.name_ru for one in delegation.chambers.get().names.all()] == ["House"]
    newest = Version.objects.of(delegation).first()
    assert (newest.note, newest.note_code) == ("", NoteCode.FORMER_STATE_REMOVED)
    rows = {key.split("/")[0]: row for key, row in newest.content.items()}
    assert rows["delegations.parliamentname"]["parliament_en"] == "The old one"
    assert rows["delegations.parliamentname"]["statements"][0]["day"] == "2025-05-05"
    assert "Прежняя" in {row.get("name_ru") for row in newest.content.values()}
    assert newest.content[row_key(delegation)]["slug"] == delegation.slug
    [kept] = Version.objects.of(other)
    observer = ParticipationKind.objects.get(slug="observer").pk
    assert observer in {row.get("kind_id") for row in kept.content.values()}
    assert client.get(f"/en/delegations/{delegation.slug}/history/").status_code == 200


@alike_on_both
def test_the_notes_of_former_states_are_sentences_again_before_they_had_codes(migrate):
    before = OldSite(migrate("delegations", "0006_notes_of_former_states"))
    delegation = before.make("Delegation", slug="country", country="XA", **in_both(title="Country"))
    sentence = str(NoteCode.FORMER_STATE_REMOVED.label)
    for note in [{"note_code": NoteCode.FORMER_STATE_REMOVED}, {"note": f"{sentence} I did."}]:
        before.save_version(delegation, moment(2023), action=Action.FOUND, **note)

    def notes():
        return list(Version.objects.order_by("pk").values_list("note", "note_code"))

    migrate("delegations", "0005_former_slugs")
    assert notes() == [
        (sentence, ""),
        (f"{sentence} I did.", ""),
    ]

    migrate()

    assert notes() == [
        ("", NoteCode.FORMER_STATE_REMOVED),
        (f"{sentence} I did.", ""),
    ]


@alike_on_both
def test_facts_do_not_go_back_to_an_earlier_version(migrate):
    """The refusal comes before anything is changed."""
    fact = make_appointment()

    with pytest.raises(IrreversibleError, match="restore the backup"):
        migrate("delegations", "0013_folded_names")

    assert fact.statements == Appointment.objects.get().statements


@alike_on_both
def test_images_without_a_file_keep_their_texts(migrate, client):
    image = make_image(**in_both(alt="The great hall"))
    article = make_article(image=image)
    whole = make_image()
    before = migrate("assembly", "0004_workflow_state")
    before.get_model("assembly", "Image").objects.filter(pk=image.pk).update(file="")

    migrate()

    assert Image.objects.get(pk=whole.pk).file == whole.file
    assert Article.objects.get(pk=article.pk).image == image
    page = client.get(article.get_absolute_url())
    assert "The great hall" in page.content.decode()


def test_an_upgrade_reserves_the_keys_known_of_deleted_records(migrate):
    topic = make_topic()
    kind = ContentType.objects.get_for_model(Topic)
    known = topic.pk + 70
    Version.objects.create(
        content_type=kind, object_id=known, content={f"news.topic/{known}": {}}, action="deleted"
    )
    migrate("assembly", "0004_workflow_state")

    migrate()

    assert make_topic().pk > known


@alike_on_both
def test_whoever_published_pages_may_approve_people_topics_and_images_after_an_upgrade(migrate):
    new = ["publish_image", "publish_person", "publish_topic"]
    kinds = ["article", "delegation"]
    own = [Permission.objects.get(codename=f"publish_{kind}") for kind in kinds]
    publishers, editors = (Group.objects.create(name=name) for name in ["P", "E"])
    publishers.permissions.set(own)
    editors.permissions.set(Permission.objects.filter(codename="change_article"))
    user, other = make_user("publish_article"), make_user("change_article")
    migrate("assembly", "0008_notes_and_failed_publishing")
    migrate("delegations", "0006_notes_of_former_states")
    migrate("news", "0003_pinned")
    Permission.objects.filter(codename__in=new).delete()

    migrate()

    gained = publishers.permissions.exclude(pk__in=[one.pk for one in own])
    terms = ["publish_participationkind", "publish_role", "publish_seatkind"]
    published = gained.filter(codename__startswith="publish_").order_by("codename")
    assert [one.codename for one in published] == sorted([*new, *terms])
    assert user.has_perms(["assembly.publish_image", "news.publish_topic"])
    assert not user.has_perm("delegations.publish_person")
    assert not editors.permissions.filter(codename__startswith="publish_").exists()
    assert not other.has_perm("assembly.publish_image")


@alike_on_both
def test_a_source_of_before_the_first_day_announced_the_fact(migrate):
    before = OldSite(migrate("delegations", "0006_notes_of_former_states"))
    person = before.make("Person", slug="person", **in_both(name="Person", sort_name="Person"))
    office = {"role": "member", **in_both(title="Member")}
    before.make("Appointment", person=person, since="2025-06", confirmed_on="2025-05-05", **office)

    migrate()

    fact = Appointment.objects.get()
    fact.clean()
    assert (fact.since, fact.beginning.day, fact.is_announced) == ("2025-06", "2025-05-05", True)


@alike_on_both
def test_a_link_to_a_working_copy_shows_it_after_an_upgrade(migrate, client):
    editor, page = make_user(is_superuser=True), make_article(title_en="Public")
    expiry = timezone.now() + timedelta(days=7)
    kind = ContentType.objects.get_for_model(Article)
    of_page, of_copy = PreviewLink(made_by=editor), PreviewLink(made_by=editor)
    for link in [of_page, of_copy]:
        link.content_type, link.object_id, link.expires_at = kind, page.pk, expiry
        link.made_at = timezone.now()
        link.save()
        if link is of_page:
            edited(page, editor, title_en="Copy").save_revision(Action.SAVED, user=editor)
    migrate("assembly", "0010_submissions")

    migrate()

    addresses = [
        reverse("shared_preview", args=[preview_token(link), "en"]) for link in [of_page, of_copy]
    ]
    shown = ["Copy" in client.get(address).content.decode() for address in addresses]
    assert shown == [False, True]
