"""`make bench` builds databases as the admin would leave them, and reads its load generator."""

import pytest
from django.utils.translation import override

from assembly.newsroom.models import Version
from assembly.newsroom.working_copies import Work
from bench.archive import words
from bench.archive.articles import DRAFTS, SCHEDULED, Archive
from bench.archive.subjects import number_of_people
from bench.figures import Figure
from bench.load import WrongAnswerError, read_report
from delegations.models import Person
from news.models import Article, Topic

from .builders import make_delegation

REPORT = """\
Running 1s test @ http://127.0.0.1:8000/en/
  1 threads and 16 connections
  1234 requests in 500.00ms, 1.20MB read
{errors}Requests/sec:   2468.00
"""


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_archive_is_what_staff_would_have_written(monkeypatch, admin_user):
    make_delegation()
    for name in ["VOCABULARY", "PARAGRAPHS", "SUMMARIES"]:
        monkeypatch.setattr(words, name, 200)

    list(Archive(20, [admin_user.pk]).write())

    assert Article.objects.count() == 20 + SCHEDULED + DRAFTS
    assert Article.objects.live(language="ru").count() == 18  # a tenth are in English only
    assert number_of_people(20) == Person.objects.count()
    versions = Version.objects.count()
    with override("en"):
        for record in [Article.objects.first(), Person.objects.first(), Topic.objects.first()]:
            Work(record).record_outside_changes()
    assert Version.objects.count() == versions


@pytest.mark.once
def test_answers_are_counted_unless_some_are_errors():
    assert read_report(REPORT.format(errors=""), "/en/") == (1234, 0.5)
    with pytest.raises(WrongAnswerError, match="/en/: 7 "):
        read_report(REPORT.format(errors="  Non-2xx or 3xx responses: 7\n"), "/en/")


@pytest.mark.once
@pytest.mark.parametrize(("at_most", "reached"), [(False, [False, True]), (True, [True, False])])
def test_a_figure_is_reached_on_its_side_of_the_target(at_most, reached):
    figures = [Figure("", value, 2, at_most=at_most) for value in [1, 3]]

    assert [figure.is_reached for figure in figures] == reached
