"""Links from the lists of news by time to narrower ones, built once until content changes."""

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.translation import get_language

from assembly.publishing.content_version import once_per_change

from .archive import topics_with_news
from .periods import Period

BY_TIME = ["list", "year", "month"]


def ways(subject):
    """Return the links as HTML; "" for a list about a record."""
    if subject.kind not in BY_TIME:
        return ""
    return _ways(subject.period, subject.months, get_script_prefix())


@once_per_change
def _ways(period, months, _script_prefix):
    if period is None:
        years = dict.fromkeys(Period(month.year) for month in months)
        links = {"periods": list(years), "topics": topics_with_news(get_language())}
    else:
        year = Period(period.year)
        of_year = [month for month in reversed(months) if month in year]
        links = {"periods": [year, *of_year] if period.month else of_year}
    return render_to_string("news/_narrower.html", {"period": period, **links})
