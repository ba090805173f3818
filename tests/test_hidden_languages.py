"""What staff hide in a language appears at no public address and is never linked."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone, translation
from modeltranslation.manager import get_translatable_fields_for_model

from assembly.newsroom.models import PreviewLink
from assembly.newsroom.previews import preview_token
from assembly.newsroom.working_copies import Work
from assembly.pages.cards import Card

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_attachment,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_image,
    make_parliament_name,
    make_participation,
    make_person,
    make_topic,
    make_user,
    make_website,
)
from .pages import search

pytestmark = pytest.mark.django_db

STAFF_ONLY = {"admin/", "i18n/"}
# A word that is searched for, and one that no page may ever show.
ASKED, SECRET = "Abrakadabra", "Zzyzx"
MISSPELT = "Abrakadabro"
OWN_ADDRESS = re.compile('<p class="[^"]*address">[^<]*</p>')  # as printed

# An example of each public address; those under a language prefix are without the prefix.
EXAMPLES = {
    "preview/<str:token>/<str:code>/": [
        *["preview/{delegation_token}/{code}/", "preview/{article_token}/{code}/"]
    ],
    "admin/colours.css": ["admin/colours.css"],
    "healthz": ["healthz"],
    "readyz": ["readyz"],
    "media/": ["{attachment_file}"],
    "feeds/changes.<str:language>.xml": ["feeds/changes.{code}.xml"],
    "feeds/changes/<slug:slug>.<str:language>.xml": ["feeds/changes/country.{code}.xml"],
    "sitemap.xml": ["sitemap.xml"],
    "sitemap-<slug:section>.xml": [
        f"sitemap-{section}.xml" for section in ["pages", "delegations", "people", "news", "lists"]
    ],
    "robots.txt": ["robots.txt"],
    ".well-known/security.txt": [".well-known/security.txt"],
    "favicon.ico": ["favicon.ico"],
    "feeds/news.<str:language>.xml": ["feeds/news.{code}.xml"],
    "feeds/news/<int:year>.<str:language>.xml": ["feeds/news/2025.{code}.xml"],
    "feeds/news/<int:year>/<int:month>.<str:language>.xml": ["feeds/news/2025/5.{code}.xml"],
    "feeds/news/topics/<slug:slug>.<str:language>.xml": ["feeds/news/topics/topic.{code}.xml"],
    "feeds/news/delegations/<slug:slug>.<str:language>.xml": [
        "feeds/news/delegations/country.{code}.xml"
    ],
    "feeds/news/people/<slug:slug>.<str:language>.xml": ["feeds/news/people/person.{code}.xml"],
    "en/": [""],
    "en/search/": ["search/?q=member", f"search/?q={ASKED}", f"search/?q={MISSPELT}"],
    "en/cards/assembly.<slug:digest>.png": ["cards/assembly.0.png"],
    "en/cards/pages/<slug:name>.<slug:digest>.png": ["cards/pages/search.0.png"],
    "en/manifest.webmanifest": ["manifest.webmanifest"],
    "en/accessibility/": ["accessibility/"],
    "en/privacy/": ["privacy/"],
    "en/delegations/": ["delegations/", "delegations/?on=2019-05-05"],
    "en/delegations/<slug:slug>/": ["delegations/country/", "delegations/country/?on=2019-05-05"],
    "en/delegations/<slug:slug>/history/": ["delegations/country/history/"],
    "en/delegations/<slug:slug>/sheet/": [
        *["delegations/country/sheet/", "delegations/country/sheet/?on=2019-05-05"]
    ],
    "en/people/<slug:slug>/": ["people/person/"],
    "en/cards/delegations/<slug:slug>.<slug:digest>.png": ["cards/delegations/country.0.png"],
    "en/cards/people/<slug:slug>.<slug:digest>.png": ["cards/people/person.0.png"],
    "en/news/": ["news/"],
    "en/news/<int:year>/": ["news/2025/"],
    "en/news/<int:year>/<int:month>/": ["news/2025/5/"],
    "en/news/topics/<slug:slug>/": ["news/topics/topic/"],
    "en/news/<slug:slug>/": ["news/article/", "news/other/"],
    "en/delegations/<slug:slug>/news/": ["delegations/country/news/"],
    "en/people/<slug:slug>/news/": ["people/person/news/"],
    "en/cards/news.<slug:digest>.png": ["cards/news.0.png"],
    "en/cards/news/<int:year>.<slug:digest>.png": ["cards/news/2025.0.png"],
    "en/cards/news/<int:year>/<int:month>.<slug:digest>.png": ["cards/news/2025/5.0.png"],
    "en/cards/news/topics/<slug:slug>.<slug:digest>.png": ["cards/news/topics/topic.0.png"],
    "en/cards/news/delegations/<slug:slug>.<slug:digest>.png": [
        "cards/news/delegations/country.0.png"
    ],
    "en/cards/news/people/<slug:slug>.<slug:digest>.png": ["cards/news/people/person.0.png"],
    "en/cards/news/<slug:slug>.<slug:digest>.png": ["cards/news/article.0.png"],
}


def public_routes(resolver, prefix=""):
    """Yield the routes of all public addresses as the URLconf writes them."""
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            if route not in STAFF_ONLY:
                yield from public_routes(pattern, route)
        else:
            yield "media/" if route.startswith("^media/") else route


def make_site(hidden):
    """Make a delegation and an article hidden in a language, with all that belongs to them.

    Returns the values that the examples refer to.
    """
    person, topic = make_person(slug="person"), make_topic(slug="topic")
    delegation = make_delegation(slug="country", parliament=None, kind=None)
    for since, number in [("2018", 3), ("2021", 5)]:
        seats = make_composition(delegation, seats=[number], since=since).seats.get()
    for kind, dates in [
        ("observer", {"until": "2020", "stated": ["2019"]}),
        ("member", {"since": "2020"}),
    ]:
        make_parliament_name(delegation, **dates)
        make_participation(delegation, kind=kind, **dates, **in_both(note="Note"))
        make_chamber_name(seats.chamber, **dates)
        make_website(seats.chamber, **dates, **in_both(address="https://example.org/"))
    make_appointment(delegation=delegation, person=person, role="plenipotentiary-representative")
    article = make_article(slug="article", image=make_image())
    make_attachment(article)
    other = make_article(slug="other")
    for one in [article, other]:
        one.topics.add(topic)
        one.people.add(person)
        one.delegations.add(delegation)
    for record in [delegation, article]:
        hide(record, hidden)
    expires = timezone.now() + timedelta(days=7)
    maker = make_user(is_superuser=True)
    links = {
        f"{record._meta.model_name}_token": preview_token(
            PreviewLink.objects.create(
                content_type=Work(record).kind,
                object_id=record.pk,
                made_by=maker,
                expires_at=expires,
            )
        )
        for record in [delegation, article]
    }
    return {"attachment_file": article.attachments.get().file.url[1:], **links}


def hide(record, language):
    """Write words into every text of a record in a language, and hide the record in it."""
    for row in record.rows():
        for name in get_translatable_fields_for_model(type(row)):
            column = f"{name}_{language}"
            if name == "address":
                setattr(row, column, f"https://{SECRET}.example/")
            elif name not in {"shown", "withdrawal", "title_link", "sentence_place"}:
                setattr(row, column, f"{ASKED} {SECRET}")
        for statement in getattr(row, "statements", []):
            statement[f"title_{language}"] = f"{ASKED} {SECRET}"
        row.save()
    page = type(record).objects.get(pk=record.pk)
    setattr(page, f"shown_{language}", False)
    page.save()


def addresses(made, code):
    """Return the examples of every public address in a language."""
    found = []
    for route, examples in EXAMPLES.items():
        prefix = f"/{code}/" if route.startswith("en/") else "/"
        found += [prefix + example.format(code=code, **made) for example in examples]
    return found


def test_every_public_address_has_an_example():
    with translation.override("en"):
        assert sorted(public_routes(get_resolver())) == sorted(EXAMPLES)


@pytest.fixture
def legible_cards(monkeypatch):
    """Draw cards as plain words, so that a test can read them."""
    monkeypatch.setattr(Card, "draw", lambda card: repr(card).encode())


@pytest.mark.parametrize(("hidden", "shown"), [("ru", "en"), ("en", "ru")])
def test_no_address_shows_or_names_what_is_hidden_in_a_language(
    legible_cards, settings, hidden, shown
):
    settings.SECURITY_CONTACT = "mailto:security@example.org"  # without it there is no such address
    made = make_site(hidden)
    client = Client()
    # Their own pages, parts, feeds and images do not exist; nor does a similar article's.
    to_hidden = re.compile(
        rf"/{hidden}/(cards/)?(delegations/country|news/article)\b|country\.{hidden}\.xml"
    )

    seen, leaks, links = {}, [], []
    for code in [shown, hidden]:
        for address in addresses(made, code):
            response = client.get(address)
            content = response.getvalue().decode(errors="replace")
            seen[address] = response.status_code
            asked = "search/?q=" in address
            if SECRET.lower() in content.lower() or (not asked and ASKED in content):
                leaks.append(address)
            if MISSPELT in address and ASKED.lower() in content.lower():
                leaks.append(address)
            linking = OWN_ADDRESS.sub("", content)
            links += [(address, link[0]) for link in to_hidden.finditer(linking)]

    assert leaks == []
    assert links == []
    refused = [address for address in addresses(made, shown) if seen[address] not in {200, 302}]
    assert refused == []


@pytest.mark.parametrize("hidden", ["ru", "en"])
def test_a_search_by_hidden_words_finds_nothing(client, hidden):
    make_site(hidden)

    for code in ["en", "ru"]:
        for word in [ASKED, SECRET, MISSPELT]:
            assert search(client, word, code) == []
