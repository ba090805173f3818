from django.urls import path

from . import cards, subjects
from .feeds import NewsFeed
from .views import ArticleDetail, ArticleList

# What each list is of, and the end of the addresses of its feed and of its image.
LISTS = [
    ("", subjects.everything, "list"),
    ("/<int:year>", subjects.period, "year"),
    ("/<int:year>/<int:month>", subjects.period, "month"),
    ("/topics/<slug:slug>", subjects.topic, "topic"),
    ("/delegations/<slug:slug>", subjects.delegation, "delegation"),
    ("/people/<slug:slug>", subjects.person, "person"),
]

app_name = "news"
urlpatterns = [
    path("news/", ArticleList.as_view(), name="list"),
    path("news/<int:year>/", ArticleList.as_view(find=subjects.period), name="year"),
    path("news/<int:year>/<int:month>/", ArticleList.as_view(find=subjects.period), name="month"),
    path("news/topics/<slug:slug>/", ArticleList.as_view(find=subjects.topic), name="topic"),
    path("news/<slug:slug>/", ArticleDetail.as_view(), name="detail"),
    path(
        "delegations/<slug:slug>/news/",
        ArticleList.as_view(find=subjects.delegation),
        name="delegation",
    ),
    path("people/<slug:slug>/news/", ArticleList.as_view(find=subjects.person), name="person"),
    *(
        path(f"cards/news{address}.<slug:digest>.png", cards.list_card(find), name=f"{name}_card")
        for address, find, name in LISTS
    ),
    path("cards/news/<slug:slug>.<slug:digest>.png", cards.card, name="card"),
]

# The same lists as feeds, which stand outside the languages: "news/2025.en.xml".
feeds = [
    path(f"news{address}.<str:language>.xml", NewsFeed(find), name=name)
    for address, find, name in LISTS
]
