from django.urls import path

from . import views

urlpatterns = [
    path("constant", views.constant),
    path("healthz", views.constant),
    path("en/news/<slug:slug>/", views.article),
]
