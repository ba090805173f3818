"""A link leads where its author meant, or is refused; none is silently dead."""

import pytest
from django.core.exceptions import ValidationError

from assembly.core.addresses import complete_address
from assembly.core.fields import RichTextField
from assembly.core.rich_text import sanitise_html
from assembly.links.models import LinkUse
from assembly.newsroom.editorial_checks import findings
from news.models import Article

from .builders import make_article
from .forms import change_page, save
from .link_addresses import TYPED

pytestmark = pytest.mark.once


def link(address):
    return f'<p><a href="{address}">words</a></p>'


@pytest.mark.parametrize(("typed", "whole"), TYPED.items())
def test_an_address_is_completed_or_refused(typed, whole):
    assert complete_address(typed) == whole
    assert whole is None or complete_address(whole) == whole


def test_an_address_that_is_completed_stays_a_link_wherever_the_text_comes_from():
    for typed, whole in TYPED.items():
        if whole:
            assert sanitise_html(link(typed)) == link(whole)


def test_a_form_refuses_a_link_that_leads_nowhere_and_says_which():
    field = RichTextField().formfield()

    assert field.clean(link("www.example.org")) == link("https://www.example.org")
    with pytest.raises(ValidationError) as refused:
        field.clean(link("foo") + link("http//typo.org") + link("/en/"))

    assert [message.split(",")[0] for message in refused.value.messages] == [
        "The link “words” leads to “foo”",
        "The link “words” leads to “http//typo.org”",
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,a", "&#1;java\tscript:a"]
)
def test_a_link_of_another_scheme_is_text(address):
    assert sanitise_html(link(address)) == "<p>words</p>"


@pytest.mark.django_db
def test_a_dead_link_that_no_form_saw_is_found_by_the_checks():
    article = make_article(body_en=link("foo"), body_ru=link("www.example.org"), status="draft")

    assert list(LinkUse.objects.values_list("url", flat=True)) == ["foo", "https://www.example.org"]
    [finding] = [one for one in findings(article) if one.serious]
    assert "leads to “foo”, which is no address" in finding.text


@pytest.mark.django_db
def test_a_refused_text_comes_back_as_it_was_typed(client, editor):
    article = make_article(status="draft", body_en="<p>Old</p>")
    client.force_login(editor)

    response = save(client, change_page(article), body_en=link("foo"))

    page = response.content.decode()
    assert "The link “words” leads to “foo”" in page
    assert "&lt;a href=&quot;foo&quot;&gt;words" in page
    assert Article.objects.get(pk=article.pk).body_en == "<p>Old</p>"
