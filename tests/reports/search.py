from django.utils.translation import get_language

from assembly.search.kinds import SearchKind, SearchTexts

from .models import Report


class ReportKind(SearchKind):
    name = "report"
    label = "Report"
    plural = "Reports"
    model = Report
    url_name = "reports:detail"
    follows = {Report: "{row}.id"}

    def public(self, language):
        return Report.objects.live(language=language)

    def load(self):
        return Report.objects.all()

    def texts(self, report):
        if get_language() not in report.shown_languages:
            return None
        return SearchTexts(report.title, report.slug, [report.summary, report.body])

    def until(self, report):
        return None
