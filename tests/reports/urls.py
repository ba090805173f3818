from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.ReportList.as_view(), name="list"),
    path("reports/<slug:slug>/", views.ReportDetail.as_view(), name="detail"),
]
feeds = [path("reports.<str:language>.xml", views.ReportFeed(), name="list")]
share_images = [path("reports/<slug:slug>.<slug:digest>.png", views.share_image, name="report")]
