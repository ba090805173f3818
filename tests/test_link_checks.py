"""External links in the content are checked, and broken ones are reported with their place."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembly.links.checks import HOSTS_AT_A_TIME, broken_links, with_records
from assembly.links.models import LinkCheck, LinkProblem, LinkUse

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
    make_website,
    says,
)
from .websites import anywhere

pytestmark = pytest.mark.django_db


def run():
    out = StringIO()
    call_command("check_links", allowed=anywhere, stdout=out)
    return out.getvalue()


def link_uses():
    """Return each record with the addresses recorded for it."""
    return {(use.record, use.url) for use in LinkUse.objects.all()}


def test_every_kind_of_link_is_recorded_and_no_other():
    delegation = make_delegation()
    site = make_website(make_chamber(delegation), address_en="http://a.example/")
    source = says(address="https://b.example/")
    composition = make_composition(delegation, statements=[says(), source])
    body = (
        '<p><a href="https://c.example/?a=1&amp;b=2">c</a> <a href="https://c.example/?a=1&amp;b=2">'
        'c</a> <a href="mailto:d@example.org">d</a> <a href="tel:+7">e</a> <a href="/en/">f</a></p>'
    )
    article = make_article(body_ru=body, body_en=body, status="draft")
    person = make_person(biography_en='<p><a href="HTTP://g.example">g</a></p>')
    make_appointment()

    assert link_uses() == {
        (site, "http://a.example/"),
        (composition, "https://b.example/"),
        (article, "https://c.example/?a=1&b=2"),
        (person, "HTTP://g.example"),
    }
    assert LinkUse.objects.count() == 4


def test_a_command_checks_each_address_once_and_reports_broken_links(website):
    good, bad = f"{website.address}/200", f"{website.address}/404"
    article = make_article(**in_both(body=f'<p><a href="{good}">a</a> <a href="{bad}">b</a></p>'))
    chamber = make_chamber(make_delegation())
    site = make_website(chamber, address_en=bad, address_ru=good)

    out = run()

    assert sorted(path for _command, path, _agent in website.asked) == ["/200", "/404"]
    assert out.splitlines()[0] == "Links checked: 2. Broken: 1."
    assert set(out.splitlines()[1:]) == {
        f"{bad}: the website returns an error (404). Used in: article {article}",
        f"{bad}: the website returns an error (404). Used in: website {site}",
    }


def test_without_links_there_is_nothing_to_check():
    assert run() == "Links checked: 0. Broken: 0.\n"


def test_a_wrong_option_is_an_error():
    with pytest.raises(CommandError, match="unrecognized"):
        call_command("check_links", "--everything")


def test_a_new_check_replaces_the_previous_and_unused_checks_are_deleted(website):
    article = make_article(body_en=f'<p><a href="{website.address}/404">a</a></p>')
    site = make_website(make_chamber(make_delegation()), address_en=f"{website.address}/200")
    run()
    before = timezone.now()
    LinkCheck.objects.filter(url__endswith="/200").update(status=500, problem=LinkProblem.ERROR)

    article.delete()
    run()

    [kept] = LinkCheck.objects.all()
    assert (kept.url, kept.status, kept.problem) == (site.address_en, 200, "")
    assert kept.checked_at > before


def test_one_host_gets_one_request_at_a_time(website):
    links = "".join(
        f'<a href="{website.address}/200/{n}">{n}</a>' for n in range(3 * HOSTS_AT_A_TIME)
    )
    make_article(body_en=f"<p>{links}</p>")

    run()

    assert len(website.asked) == 3 * HOSTS_AT_A_TIME
    assert website.most == 1


def test_an_address_too_long_to_store_is_reported(website):
    long = f"{website.address}/200/" + "a" * LinkCheck.LONGEST
    make_article(body_en=f'<p><a href="{long}">a</a></p>')

    out = run()

    assert "Links checked: 0." in out
    assert f"{long[:80]}… was not checked: the address is too long." in out
    assert website.asked == []


@pytest.mark.parametrize(
    ("status", "problem", "broken"),
    [
        (200, "", False),
        (404, LinkProblem.ERROR, True),
        (None, LinkProblem.NO_HOST, True),
        (None, LinkProblem.NOT_PUBLIC, True),
        (301, LinkProblem.REDIRECTS, True),
        (403, LinkProblem.ERROR, False),
        (429, LinkProblem.ERROR, False),
    ],
)
def test_which_results_count_as_broken(status, problem, broken):
    LinkCheck.objects.create(
        url="http://a.example/", checked_at=timezone.now(), status=status, problem=problem
    )

    assert LinkCheck.objects.broken().exists() == broken


def make_check(url, problem):
    LinkCheck.objects.create(url=url, checked_at=timezone.now(), problem=problem)


def test_a_broken_address_is_reported_with_its_record_and_problem():
    site = make_website(make_chamber(make_delegation()), address_en="http://a.example/")
    make_article(body_en='<p><a href="http://b.example/">b</a></p>')
    make_check("http://a.example/", LinkProblem.NO_HOST)
    make_check("http://b.example/", "")

    [(use, check)] = with_records(broken_links())

    assert (use.record, use.url) == (site, "http://a.example/")
    assert check.explanation == "there is no website with this name"


def make_links(number):
    """Make several records of most kinds that contain links, each with a broken one."""
    url = "http://a.example/"
    for _number in range(number):
        delegation = make_delegation()
        make_website(make_chamber(delegation), address_en=url)
        make_composition(delegation, statements=[says(address=url)])
        make_appointment(delegation=delegation, statements=[says(address=url)])
        make_article(body_en=f'<p><a href="{url}">a</a></p>')


def test_the_number_of_queries_is_the_same_for_any_number_of_links():
    counts = Counter()
    make_check("http://a.example/", LinkProblem.NO_HOST)
    for size in [2, 10]:
        make_links(size)
        with CaptureQueriesContext(connection) as captured:
            found = [str(use.record) for use, _check in with_records(broken_links())]
        counts[len(captured)] += 1
        assert len(found) >= 4 * size

    # The uses and the checks; then articles, chambers, compositions and appointments.
    assert counts == {2 + 4: 2}
