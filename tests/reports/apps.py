from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tests.reports"
    label = "reports"
    verbose_name = "Reports"
