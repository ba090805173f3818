from django.shortcuts import get_object_or_404

from assembly.pages.cards import Card, card_response
from assembly.pages.feeds import FEED_LENGTH, AtomFeed, urn
from assembly.pages.metadata import PageMetadata
from assembly.pages.sitemaps import Entry, live_publications, newest_change
from assembly.pages.views import PublicationDetail, PublicationList

from .models import Report


class ReportList(PublicationList):
    queryset = Report.objects.all()
    template_name = "reports/list.html"

    def get_context_data(self, **kwargs):
        metadata = PageMetadata(request=self.request, title="Reports", description="Reports")
        return super().get_context_data(metadata=metadata, **kwargs)


class ReportDetail(PublicationDetail):
    queryset = Report.objects.all()
    template_name = "reports/detail.html"

    def get_context_data(self, **kwargs):
        report = self.object
        metadata = PageMetadata(
            request=self.request,
            title=report.title,
            description=report.summary,
            languages=report.shown_languages,
        )
        return super().get_context_data(metadata=metadata, **kwargs)


class ReportFeed(AtomFeed):
    title = "Reports"
    link = "/"

    def feed_guid(self, _object):
        return urn("reports-feed")

    def items(self):
        return Report.objects.live()[:FEED_LENGTH]

    def item_description(self, report):
        return report.summary


def public_reports():
    return Report.objects.public().order_by("pk")


def report_entries(reports):
    return [
        Entry("reports:detail", (report.slug,), languages, report.modified)
        for report, languages in live_publications(reports)
    ]


def newest_report():
    return newest_change(report_entries(public_reports()))


def share_image(request, slug, digest):
    report = get_object_or_404(Report.objects.live(), slug=slug)
    return card_response(request, Card(title=report.title), digest)
