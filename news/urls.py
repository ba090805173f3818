from django.urls import path

from . import cards, views

app_name = "news"
urlpatterns = [
    path("news/", views.ArticleList.as_view(), name="list"),
    path("news/<int:year>/", views.ArticleYear.as_view(), name="year"),
    path("news/<int:year>/<int:month>/", views.ArticleMonth.as_view(), name="month"),
    path("news/topics/<slug:slug>/", views.TopicArticles.as_view(), name="topic"),
    path("news/<slug:slug>/", views.ArticleDetail.as_view(), name="detail"),
    path("cards/news/<slug:slug>.<slug:digest>.png", cards.card, name="card"),
]
