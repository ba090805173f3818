from django.urls import path

from . import cards, subjects
from .feeds import NewsFeed
from .views import ArticleDetail, ArticleList

# Of each list: the end of the addresses of its feed and image, the subject, the URL name.
LISTS = [
    ("", subjects.all_news, "list"),
    ("/<int:year>", subjects.period_news, "year"),
    ("/<int:year>/<int:month>", subjects.period_news, "month"),
    ("/topics/<slug:slug>", subjects.topic_news, "topic"),
    ("/delegations/<slug:slug>", subjects.delegation_news, "delegation"),
    ("/people/<slug:slug>", subjects.person_news, "person"),
]

app_name = "news"
urlpatterns = [
    path("news/", ArticleList.as_view(), name="list"),
    path("news/<int:year>/", ArticleList.as_view(find=subjects.period_news), name="year"),
    path(
        "news/<int:year>/<int:month>/", ArticleList.as_view(find=subjects.period_news), name="month"
    ),
    path("news/topics/<slug:slug>/", ArticleList.as_view(find=subjects.topic_news), name="topic"),
    path("news/<slug:slug>/", ArticleDetail.as_view(), name="detail"),
    path(
        "delegations/<slug:slug>/news/",
        ArticleList.as_view(find=subjects.delegation_news),
        name="delegation",
    ),
    path("people/<slug:slug>/news/", ArticleList.as_view(find=subjects.person_news), name="person"),
]

# The same lists as feeds, below `/feeds/`, which stands outside the languages: "news/2025.en.xml".
feeds = [
    path(f"news{address}.<str:language>.xml", NewsFeed(find), name=name)
    for address, find, name in LISTS
]

# Below `/<language>/cards/`.
share_images = [
    *(
        path(f"news{address}.<slug:digest>.png", cards.list_card(find), name=name)
        for address, find, name in LISTS
    ),
    path("news/<slug:slug>.<slug:digest>.png", cards.article_card, name="article"),
]
