"""A date is read alike in each language and field: ISO, or the day first with the year in full."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.test import Client
from django.utils.formats import get_format
from django.utils.translation import override

from assembly.admin.widgets import DateInput, LabelledSplitDateTime, TimeInput
from assembly.core.partial_dates import PartialDateFormField
from delegations.models import Composition

from .builders import make_article, make_composition, make_delegation
from .forms import change_page, errors, save, take
from .pages import text

pytestmark = pytest.mark.once

FIFTH_OF_DECEMBER = ["2026-12-05", "05.12.2026", "5.12.2026", "05/12/2026", "5/12/2026"]
NO_DATES = ["12/31/2026", "05.12.26", "5/12/26", "26-12-05", "5 December 2026", "05-12-2026"]
NINE = ["9:00", "09:00", "09.00", "9.00", "09:00:00"]

each_language = pytest.mark.parametrize("language", ["en", "ru"])


@each_language
@pytest.mark.parametrize("typed", FIFTH_OF_DECEMBER)
def test_a_day_is_read_alike_everywhere(language, typed):
    day = date(2026, 12, 5)

    with override(language):
        assert forms.DateField().clean(typed) == day
        assert forms.DateTimeField().clean(f"{typed} 9:00").date() == day
        assert PartialDateFormField().clean(typed) == "2026-12-05"


@each_language
@pytest.mark.parametrize("typed", NO_DATES)
def test_a_day_that_could_be_another_is_refused(language, typed):
    with override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


@each_language
@pytest.mark.parametrize("typed", [*NINE, "09:00:30"])
def test_a_time_is_read_alike_everywhere(language, typed):
    with override(language):
        read = forms.TimeField().clean(typed)

    assert (read.hour, read.minute, read.second) == (9, 0, 30 if "30" in typed else 0)


@pytest.mark.parametrize(
    ("typed", "kept"), [("03/2021", "2021-03"), ("3.2021", "2021-03"), ("2021-3", "2021-03")]
)
def test_a_month_is_read_like_a_day(typed, kept):
    assert PartialDateFormField().to_python(typed) == kept


@pytest.mark.parametrize("typed", ["1.3/2021", "1/3.2021", "1.3.21", "/2021", "..2021"])
def test_a_partial_date_of_mixed_or_missing_signs_stays_as_typed(typed):
    assert PartialDateFormField().to_python(typed) == typed


@each_language
def test_scripts_write_the_format_that_native_inputs_need(language):
    with override(language):
        assert get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"
        assert get_format("TIME_INPUT_FORMATS")[0] == "%H:%M"


@each_language
def test_a_native_input_holds_iso_and_gives_back_what_cannot_be_read(language):
    with override(language):
        assert 'type="date"' in DateInput().render("day", "05/12/2026")
        assert 'value="2026-12-05"' in DateInput().render("day", "05/12/2026")
        assert 'value="2026-12-05"' in DateInput().render("day", date(2026, 12, 5))
        assert 'value="завтра"' in DateInput().render("day", "завтра")
        assert 'value="09:00"' in TimeInput().render("time", "9.00")
        assert "step" not in TimeInput().render("time", "9.00")
        assert 'value="09:00:30" class="vTimeField"' in TimeInput().render("time", "09:00:30")
        assert 'step="1"' in TimeInput().render("time", "09:00:30")
        assert 'value="скоро"' in TimeInput().render("time", "скоро")
        shown = LabelledSplitDateTime().render("moment", datetime(2026, 12, 5, 6, 0, tzinfo=UTC))
    assert 'value="2026-12-05"' in shown
    assert 'value="09:00"' in shown


@pytest.mark.django_db
@each_language
def test_the_forms_of_the_admin_read_the_day_first(client, editor, language):
    headers = {"accept-language": language}
    client = Client(headers=headers)
    article = make_article(status="draft")
    composition = make_composition(make_delegation(status="draft"), seats=[7])
    client.force_login(editor)

    save(client, change_page(article), pinned="on", pinned_until="05/12/2027")
    days = {"since": "5/12/2020", "statements-0-day": "05.12.2024"}
    save(client, change_page(composition), **days)

    article.refresh_from_db()
    kept = Composition.objects.get()
    assert article.pinned_until == date(2027, 12, 5)
    assert (kept.stated_days, kept.since) == (["2024-12-05"], "2020-12-05")


@pytest.mark.django_db
def test_an_unreadable_day_comes_back_as_typed_with_what_to_type(client, editor):
    composition = make_composition(make_delegation(status="draft"), seats=[7])
    client.force_login(editor)

    days = {"since": "05.12.24", "statements-0-day": "6.12.24"}
    refused = save(client, change_page(composition), **days)

    for field, day in zip(["since", "statements"], days.values(), strict=True):
        assert "Enter a day, a month or a year: 2021-03-01" in errors(refused)[field]
        assert f'value="{day}"' in refused.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", FIFTH_OF_DECEMBER)
def test_an_embargo_is_read_the_day_first(client, writer, publisher, typed):
    page = make_article(status="review", updated_by=writer)
    client.force_login(publisher)

    take(client, page, "approve", moment_0=typed.replace("2026", "2998"), moment_1="9.00")

    page.refresh_from_db()
    assert page.published_at == datetime(2998, 12, 5, 6, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2021-03-05", "05.03.2021", "5/3/2021"])
def test_the_day_of_a_public_page_may_be_typed_the_day_first(client, day):
    shown = client.get(f"/en/delegations/?on={day}")

    assert "This page shows the facts as of 5 March 2021" in text(shown)
    assert 'value="2021-03-05"' in shown.content.decode()
