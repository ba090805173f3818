"""A content file is refused with its record and the reason if no form could save the record."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from delegations.models import Appointment, Composition, Role

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_delegation,
    make_person,
    role,
    says,
)
from .forms import change_page

pytestmark = pytest.mark.django_db
LATER = "2100-01-01T00:00:00Z"


@pytest.fixture
def load(tmp_path):
    def load(*objects):
        file = tmp_path / "content.json"
        records = [{"model": f"delegations.{name}", "fields": fields} for name, fields in objects]
        file.write_text(json.dumps(records))
        call_command("loaddata", file, verbosity=0)

    return load


@pytest.fixture
def country():
    delegation = make_delegation(slug="country")
    make_chamber(delegation, slug="house")
    make_person(slug="ann")
    role("member")
    return delegation


def composition(**given):
    texts = in_both(lead_in="It has")
    return {"delegation": ["country"], "identifier": "first", "since": "2020", **texts, **given}


def appointment(**given):
    person = {"person": ["ann"], "role": ["member"], "delegation": ["country"]}
    return {**person, "identifier": "ann-first", "since": "2020", **in_both(title="M"), **given}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"sequence": 1000}, "sequence: .* 999"),
        ({"sequence": 99999999}, "sequence: .* 999"),
        ({"sequence": -1}, "sequence: .* 0"),
        ({"lead_in_ru": "a" * 501}, "lead_in_ru: .* 500"),
        ({"identifier": "первый"}, "identifier: "),
        ({"identifier": "a b"}, "identifier: "),
        ({"identifier": ""}, "identifier: "),
        ({"recorded_at": LATER}, "recorded_at: .* future"),
        ({"until": "2021", "end_recorded_at": LATER}, "end_recorded_at: .* future"),
        ({"statements": [says(), says(None, **in_both(title=" "))]}, "Statement 2 "),
    ],
)
def test_a_composition_that_no_form_could_save_is_refused(load, country, wrong, reason):
    with pytest.raises(CommandError, match=rf"delegations\.Composition .* not loaded: {reason}"):
        load(("composition", composition(**wrong)))

    assert not Composition.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"order": 10000}, "order: .* 9999"),
        ({"role": ["none"]}, "role: there is no delegations.Role “none”"),
        ({"person": ["none"]}, "person: there is no delegations.Person “none”"),
        ({"role": None}, "role: "),
        ({"title_link_en": "dot"}, ".*appointment_title_link_en_is_known"),
    ],
)
def test_an_appointment_that_no_form_could_save_is_refused(load, country, wrong, reason):
    with pytest.raises(CommandError, match=rf"delegations\.Appointment .* not loaded: {reason}"):
        load(("appointment", appointment(**wrong)))


def test_other_numbers_out_of_range_are_refused(load, country):
    term = {"slug": "term", **in_both(name="Term"), "order": 1000}
    with pytest.raises(CommandError, match=r"not loaded: order: .* 999"):
        load(("role", term))

    seats = {"composition": ["country", "first"], "chamber": ["country", "house"], "number": 1}
    with pytest.raises(CommandError, match=r"not loaded: sentence_place_en: .* 99"):
        load(("composition", composition()), ("seats", {**seats, "sentence_place_en": 100}))


PLACES = pytest.mark.parametrize(
    ("held", "in_delegation", "fits"),
    [
        ("executive-secretary", True, False),
        ("executive-secretary", False, True),
        ("head", True, True),
        ("head", False, False),
        ("plenipotentiary-representative", False, False),
        ("council-member", True, True),
        ("council-member", False, True),  # as former versions of the site had it
    ],
)


@PLACES
def test_a_role_is_held_where_it_belongs(country, held, in_delegation, fits):
    one = make_appointment(role=held, delegation=country if in_delegation else None)

    if fits:
        one.full_clean()
        return
    with pytest.raises(ValidationError, match="Choose") as refused:
        one.full_clean()
    assert [*refused.value.message_dict] == ["role"]


@PLACES
@pytest.mark.parametrize("is_later", [False, True])
def test_a_content_file_has_roles_where_they_belong(
    load, country, held, in_delegation, fits, is_later
):
    """The delegation may come later in the file."""
    role(held)
    place = ["other" if is_later else "country"] if in_delegation else None
    other = ("delegation", {"slug": "other", **in_both(title="Other")})
    records = [("appointment", appointment(role=[held], delegation=place)), other]

    if fits:
        load(*records)
        assert Appointment.objects.count() == 1
        return
    with pytest.raises(CommandError, match=r"delegations\.Appointment .* not loaded: .*Choose"):
        load(*records)
    assert not Appointment.objects.exists()


def test_forms_offer_the_roles_that_can_be_held_there(client, admin_user, country):
    for slug in ["executive-secretary", "head", "council-member", "member"]:
        role(slug)
    old = make_appointment(role="council-member", delegation=None)
    client.force_login(admin_user)

    def offered(address):
        formset = client.get(address).context["inline_admin_formsets"]
        [rows] = [one.formset for one in formset if "role" in one.formset.empty_form.fields]
        keys = [key for key, _name in rows.empty_form.fields["role"].choices if key]
        return {one.slug for one in Role.objects.filter(pk__in=keys)}

    of_delegations = {"head", "council-member", "member"}
    assert offered(change_page(country)) == of_delegations
    assert offered("/admin/delegations/delegation/add/") == of_delegations
    assert offered("/admin/delegations/person/add/") == {"executive-secretary"}
    assert offered(change_page(old.person)) == {"executive-secretary", "council-member"}
