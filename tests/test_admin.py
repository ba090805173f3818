"""The admin by role: what staff may do there, and the messages when they may not."""

import re

import pytest

from delegations.models import (
    Appointment,
    Chamber,
    Composition,
    Delegation,
    Person,
    Role,
    Seats,
)
from delegations.models.terms import Term
from news.models import Article, Topic

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_participation,
    make_person,
    make_seats,
    make_staff,
    participation_kind,
    role,
    seat_kind,
)
from .forms import OURS, change_page, errors, filled, list_page, save
from .pages import text

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/delegations/composition/preview/"


def statement(day, place=0):
    """Return what the first row of statements of a form sends for a source of this day."""
    typed = {"day": day, "says": "so", "kind": "website", "title_en": "A page"}
    rows = {f"statements-{place}-{name}": value for name, value in typed.items()}
    return {"statements-rows": "1", **rows}


@pytest.mark.parametrize("code", ["en", "ru"])
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_an_editor_opens_every_page_in_both_languages(client, content, code, model):
    user = make_staff("Editors")
    client.force_login(user)
    client.cookies["django_language"] = code
    instance = model.objects.first() or seat_kind()

    for address in [
        list_page(model),
        list_page(model) + "?q=беларусь",
        change_page(instance),
        change_page(instance).replace("change", "history"),
        *([] if issubclass(model, Term) else [list_page(model) + "add/"]),  # publishers add terms
    ]:
        assert client.get(address, follow=True).status_code == 200, address


@pytest.mark.parametrize("account", [True, False])
def test_users_who_are_not_staff_see_no_page_of_the_admin(client, django_user_model, account):
    article = make_article()
    if account:
        client.force_login(django_user_model.objects.create_user("account"))

    for address in [list_page(Article), change_page(article), list_page(Delegation)]:
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_a_script_in_the_editor_is_removed(client, editor):
    article = make_article(status="draft")
    client.force_login(editor)

    save(client, change_page(article), body_en="<p>Kept<script>alert(1)</script></p>")

    article.refresh_from_db()
    assert article.body_en == "<p>Kept</p>"


def test_markup_and_quotes_in_a_name_are_shown_as_typed(client, editor):
    article = make_article(title_en="<b>\"Ёлка\"</b> & 'co'")
    client.force_login(editor)

    for address in [article.get_absolute_url(), change_page(article), list_page(Article)]:
        page = client.get(address)
        assert not re.search(r"<b>(?:\"|&quot;)Ёлка", page.content.decode())
        assert "&lt;b&gt;" in page.content.decode()


def test_the_seats_sentence_is_shown_in_each_language(client, editor, content):
    client.force_login(editor)

    page = text(client.get(change_page(Composition.objects.get(delegation__slug="kyrgyzstan"))))

    assert "to the CSTO PA consists of 6 deputies." in page
    assert "в ПА ОДКБ состоит из 6 депутатов." in page


def test_the_seats_sentence_is_previewed_while_typing_without_saving(client, editor, content):
    client.force_login(editor)
    composition = Composition.objects.get(delegation__slug="belarus")
    data = filled(client.get(change_page(composition)))

    changed = {**data, "seats-0-number": "9", "seats-1-DELETE": "on"}
    address = change_page(composition).replace("change", "preview")
    answer = client.post(address, changed).json()

    sentences = answer["sentences"]
    english = " ".join(words for change, words in sentences["en"] if change != "delete")
    assert english.endswith(
        "consists of 9 deputies from the House of Representatives of the National Assembly of the "
        "Republic of Belarus."
    )
    assert ["insert", "9"] in sentences["en"]
    assert sentences["ru"][0][1].startswith("Делегация Национального собрания")
    assert answer["warnings"] == []
    assert sorted(
        Seats.objects.filter(composition=composition).values_list("number", flat=True)
    ) == [4, 7]


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_wrong_case_is_told_while_typing_and_when_it_is_saved(client, editor, content, code):
    client.force_login(editor)
    client.cookies["django_language"] = code
    composition = Composition.objects.get(delegation__slug="kyrgyzstan")
    data = filled(client.get(change_page(composition)))
    changed = {**data, "seats-0-described_as_ru": "депутатами"}

    answer = client.post(change_page(composition).replace("change", "preview"), changed).json()
    saved = client.post(change_page(composition), {**changed, "_continue": "1"}, follow=True)

    [warning] = answer["warnings"]
    assert "состоит из 6" in warning
    assert ("genitive plural" if code == "en" else "родительный падеж") in warning
    assert warning in text(saved)
    assert filled(saved)["seats-0-described_as_ru"] == "депутатами"  # it is saved all the same


@pytest.mark.parametrize(
    "data", [{}, {"delegation": "x"}, {"delegation": "99"}, {"delegation": "\0"}], ids=str
)
def test_a_preview_of_invalid_input_is_refused(client, editor, data):
    client.force_login(editor)

    assert client.post(PREVIEW, data).status_code == 400
    assert client.get(PREVIEW).status_code == 405


def test_only_editors_preview_a_seats_sentence(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("account", is_staff=True))

    assert client.post(PREVIEW).status_code == 403


@pytest.mark.parametrize("query", ["беларусь", "БЕЛАРУСЬ", "belarus"])
def test_search_ignores_case_in_every_alphabet(client, editor, content, query):
    client.force_login(editor)

    found = client.get(list_page(Delegation), {"q": query}).context["cl"].result_list

    assert [delegation.slug for delegation in found] == ["belarus"]


def test_records_that_facts_refer_to_cannot_be_deleted(client, admin_user, content):
    client.force_login(admin_user)
    person = Person.objects.get(slug="viktor-kogut")
    address = change_page(person).replace("change", "delete")

    asked = text(client.get(address))
    client.post(address, {"post": "yes"})

    assert "Plenipotentiary representative of the National Assembly" in asked
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_new_delegation_is_created_in_one_form_with_twelve_members(client, editor):
    client.force_login(editor)
    address = list_page(Delegation) + "add/"
    member, people = role("member"), [make_person() for _number in range(12)]
    rows = {
        "parliament_names": [{**in_both(parliament="Parliament"), **statement("2025-05-05")}],
        "participations": [{"kind": participation_kind().pk, "since": "2001"}],
        "appointments": [
            {
                **{"person": person.pk, "role": member.pk, "order": str(place)},
                **in_both(title="member", title_link="comma"),
                **statement("2025-05-05"),
            }
            for place, person in enumerate(reversed(people), start=1)
        ],
    }
    data = {
        **filled(client.get(address)),
        **in_both(title="Country"),
        **{"slug": "country", "country": "XX"},
    }
    for prefix, theirs in rows.items():
        data[f"{prefix}-TOTAL_FORMS"] = len(theirs)
        for number, row in enumerate(theirs):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}

    assert client.post(address, data).status_code == 302

    delegation = Delegation.objects.get()
    assert delegation.parliament_names.get().stated_days == ["2025-05-05"]
    assert delegation.participations.get().since == "2001"
    by_order = delegation.appointments.order_by("order")
    assert [one.person for one in by_order] == people[::-1]
    shown = filled(client.get(change_page(delegation)))
    assert [shown[f"appointments-{place}-order"] for place in range(12)] == [*range(1, 13)]


def test_a_chamber_is_added_to_its_delegation_with_name_and_website(client, editor):
    delegation = make_delegation(status="draft")
    client.force_login(editor)
    address = f"{list_page(Chamber)}add/?delegation={delegation.pk}"
    assert address in client.get(change_page(delegation)).content.decode()
    named = in_both(name="House", name_of="the House")
    rows = {f"names-0-{name}": value for name, value in named.items()}
    rows |= {f"websites-0-{name}": "https://house.example/" for name in in_both(address="")}

    refused = save(client, address, slug="house", kind="lower")
    save(client, address, slug="house", kind="lower", **rows, **{"websites-TOTAL_FORMS": "1"})

    assert "names-0-name_en" in errors(refused)
    [chamber] = delegation.chambers.all()
    assert str(chamber.names.get()) == "House"
    assert str(chamber.websites.get()) == "https://house.example/"


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_term_that_facts_are_told_with_is_not_deleted(client, admin_user, code):
    client.force_login(admin_user)
    client.cookies["django_language"] = code
    delegation = make_delegation()
    make_seats(make_composition(delegation), kind=seat_kind())
    make_appointment(delegation=delegation)

    for term in [participation_kind(), role("member"), seat_kind()]:
        asked = client.get(change_page(term).replace("change", "delete"))
        client.post(change_page(term).replace("change", "delete"), {"post": "yes"})
        said = "refers to it: choose another record there"
        assert (said if code == "en" else "выберите там другую") in text(asked)
        assert type(term).objects.filter(pk=term.pk).exists()
    unused = role("speaker")
    client.post(change_page(unused).replace("change", "delete"), {"post": "yes"})
    assert not Role.objects.filter(pk=unused.pk).exists()


def test_lists_of_facts_say_when_each_was_last_stated_and_are_filtered(client, editor):
    member, observer = make_delegation(slug="member"), make_delegation(kind="observer")
    make_participation(member, kind="observer", stated=["2001"])  # once
    facts = [
        (
            make_composition(one, seats=[1]),
            make_appointment(delegation=one, stated=["2024-03", "2017"]),
        )
        for one in [member, observer]
    ]
    client.force_login(editor)

    assert "5 May 2025" in text(client.get(list_page(Composition)))
    assert "March 2024" in text(client.get(list_page(Appointment)))
    for query, expected in [
        ("participation=member", [0]),
        ("participation=observer", [1]),
        ("participation=x", []),
        (f"delegation__id__exact={member.pk}", [0]),
        ("", [0, 1]),
    ]:
        for place, model in enumerate([Composition, Appointment]):
            listed = client.get(f"{list_page(model)}?{query}").context["cl"].result_list
            assert {*listed} == {facts[number][place] for number in expected}, query
    for query, expected in [("member", [member]), ("observer", [observer])]:
        listed = client.get(f"{list_page(Delegation)}?participation={query}").context["cl"]
        assert [*listed.result_list] == expected
    by_role = client.get(f"{list_page(Appointment)}?role__id__exact={role('head').pk}")
    assert not by_role.context["cl"].result_list


def test_a_topic_is_created_by_name(client, editor):
    client.force_login(editor)

    save(client, list_page(Topic) + "add/", slug="peace", **in_both(name="Peace"))

    assert Topic.objects.get().name_ru == "Peace"


def test_staff_choose_the_admins_language(client, editor):
    client.force_login(editor)

    client.post("/i18n/setlang/", {"language": "ru", "next": "/admin/"})

    assert "Что вы хотите изменить?" in text(client.get("/admin/"))
