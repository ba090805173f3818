"""The images that approved working copies will show."""

from assembly.media.models import Image
from assembly.publishing.publication import Publication
from assembly.publishing.status import Status

from .models import WorkingCopy
from .snapshots import model_and_pk, snapshot_fields


def scheduled_with(image):
    """Yield the records that will show an image, each as its approved working copy has it.

    They are not saved, and have only the columns of the snapshot.
    """
    approved = WorkingCopy.objects.filter(status=Status.PUBLISHED)
    for copy in approved.filter(content__contains=f'_id": {image.pk}'):  # fewer, to look closer
        key, row = next(iter(copy.content.items()))
        model, pk = model_and_pk(key)
        if model is None:  # it is no longer part of the site
            continue
        fields = [field for field in snapshot_fields(model) if field.attname in row]
        shown = [row[field.attname] for field in fields if field.related_model is Image]
        if image.pk in shown:
            values = {field.attname: field.to_python(row[field.attname]) for field in fields}
            if issubclass(model, Publication):  # people have working copies too
                values |= {"status": copy.status, "published_at": copy.published_at}
            yield model(pk=pk, **values)
