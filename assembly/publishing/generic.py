"""Rows that refer to records of any model."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class GenericRowQuerySet(models.QuerySet):
    def of_kind(self, model):
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def of(self, record):
        return self.of_kind(type(record)).filter(object_id=record.pk)


class GenericRow(models.Model):
    """A row about a record of any model, which may have been deleted since."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()

    objects = GenericRowQuerySet.as_manager()

    class Meta:
        abstract = True
