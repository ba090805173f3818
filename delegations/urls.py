from django.urls import path

from . import cards, views
from .feeds import ChangesFeed

app_name = "delegations"
urlpatterns = [
    path("delegations/", views.DelegationList.as_view(), name="list"),
    path("delegations/<slug:slug>/", views.DelegationDetail.as_view(), name="detail"),
    path("delegations/<slug:slug>/history/", views.DelegationHistory.as_view(), name="history"),
    path("delegations/<slug:slug>/sheet/", views.DelegationSheet.as_view(), name="sheet"),
    path("people/<slug:slug>/", views.person_page, name="person"),
]

# Below `/feeds/`, which stands outside the languages.
feeds = [
    path("changes.<str:language>.xml", ChangesFeed(), name="changes"),
    path("changes/<slug:slug>.<str:language>.xml", ChangesFeed(), name="delegation_changes"),
]

# Below `/<language>/cards/`.
share_images = [
    path("delegations/<slug:slug>.<slug:digest>.png", cards.delegation_card, name="delegation"),
    path("people/<slug:slug>.<slug:digest>.png", cards.person_card, name="person"),
]
