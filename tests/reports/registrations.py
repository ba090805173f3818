"""What the reports app registers with the machinery shared by all apps."""

from django.urls import include

from assembly.core.bounded_counts import BoundedCount
from assembly.newsroom.dashboard import DASHBOARD_TASKS, Task
from assembly.newsroom.editorial_checks import PUBLICATION_CHECKS, Finding
from assembly.pages.cards import SHARE_IMAGES
from assembly.pages.feeds import FEEDS
from assembly.pages.navigation import SECTIONS, Section
from assembly.pages.sitemaps import SITEMAP, SitemapSection
from assembly.pages.views import PAGES
from assembly.search.kinds import SEARCH_KINDS

from . import urls
from .models import Report
from .search import ReportKind
from .views import newest_report, public_reports, report_entries


def check_number(publication):
    if isinstance(publication, Report) and "No." not in publication.title:
        yield Finding("en", "title", "The report has no number.")


def reports_to_read(user):
    yield (
        "Reports to read",
        Task("reports", BoundedCount.of(Report.objects.all()), "/admin/reports/report/"),
    )


PAGES.register(include("tests.reports.urls"))
SECTIONS.register(Section("Reports", "reports:list", "Feed of reports", "reports_feeds:list"))
FEEDS.register(include((urls.feeds, "reports_feeds")))
SHARE_IMAGES.register(include((urls.share_images, "reports_cards")))
SITEMAP.register(
    SitemapSection("reports", public_reports, report_entries, "reports:list", newest_report)
)
SEARCH_KINDS.register(ReportKind())
DASHBOARD_TASKS.register(reports_to_read)
PUBLICATION_CHECKS.register(check_number)
