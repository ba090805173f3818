"""The tables of the site, as a site without a CMS would see them."""

from django.db import models


class Topic(models.Model):
    slug = models.SlugField()
    name_en = models.CharField()

    class Meta:
        managed = False
        db_table = "news_topic"

    def __str__(self):
        return self.slug


class Article(models.Model):
    slug = models.SlugField()
    title_en = models.CharField()
    summary_en = models.TextField()
    body_en = models.TextField()
    dateline_en = models.CharField()
    status = models.CharField()
    published_at = models.DateTimeField()
    topics = models.ManyToManyField(Topic, db_table="news_article_topics")

    class Meta:
        managed = False
        db_table = "news_article"

    def __str__(self):
        return self.slug
