from assembly.search.kinds import SearchKind, SearchTexts

from .models import Report


class ReportKind(SearchKind):
    name = "report"
    label = "Report"
    plural = "Reports"
    model = Report
    follows = {Report: "{row}.id"}

    def public(self, language):
        return Report.objects.live(language=language)

    def load(self):
        return Report.objects.all()

    def texts(self, report):
        return SearchTexts(title=report.title, text=report.body) if report.title else None

    def until(self, report):
        return None

    def title(self, report):
        return report.title

    def excerpts(self, report):
        return [report.summary]
