"""Which working copies refer to a record."""

from .models import WorkingCopy
from .snapshots import model_and_pk, replace_reference


def copies_naming(model, pk, copies=None):
    """Return those of some working copies, by default all, that refer to a record or are its."""
    nobody = 0
    copies = WorkingCopy.objects.all() if copies is None else copies
    return [
        copy
        for copy in copies.filter(content__contains=str(pk))  # fewer, to look closer
        if with_reference_replaced(copy, model, pk, nobody) != copy.content and copy.record
    ]


def with_reference_replaced(copy, model, old, new):
    """Return a copy's content with references to one record of a model replaced by another."""
    return {
        key: replace_reference(kind, row, model, old, new)
        if (kind := model_and_pk(key)[0])
        else row  # its model is gone
        for key, row in copy.content.items()
    }
