"""The admin of versioned records: history, and deletion to the bin."""

from itertools import islice

from django.db.models import PROTECT
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assembly.newsroom.approvals import Cancellations
from assembly.newsroom.bin import move_to_bin, new_batch
from assembly.newsroom.copy_references import copies_naming

from .base import BaseAdmin
from .editing import admin_url
from .editing_state import EditingState
from .hidden_names import split_by_view
from .history import HistoryMixin
from .review import ReviewMixin

MOST_PROTECTING = 100  # records named as the reason why another cannot be deleted


class RecordAdmin(ReviewMixin, HistoryMixin, BaseAdmin):
    """An admin of versioned records that deletes to the bin."""

    def get_deleted_objects(self, objs, request):
        """Return what is moved to the bin, and what prevents it."""
        rows = [row for record in objs for row in record.rows()]
        going = {(type(row), row.pk) for row in rows}
        others = list(islice(_protecting(rows, going), MOST_PROTECTING + 1))
        is_more = len(others) > MOST_PROTECTING
        others = others[:MOST_PROTECTING]
        copied = [
            copy.record
            for record in objs
            for copy in copies_naming(type(record), record.pk)
            if copy.record not in objs
        ]
        shown, hidden = split_by_view(request.user, others)
        shown_copied, hidden_copied = split_by_view(request.user, copied)
        in_row = _("refers to it: choose another record there, or delete it too")
        in_copy = _("refers to it in its working copy: change or discard that copy")
        protected = [format_html("{} – {}", self.row_link(other), in_row) for other in shown]
        protected += [
            format_html("{} – {}", self.row_link(record), in_copy) for record in shown_copied
        ]
        protected += [text for text in [hidden, hidden_copied] if text]
        protected += [_("and others")] if is_more else []
        protected += [
            format_html("{} – {}", self.row_link(record), _("published: withdraw it first"))
            for record in objs
            if getattr(record, "is_public", False)
        ]
        counts = {}
        for row in rows:
            name = row._meta.verbose_name_plural
            counts[name] = counts.get(name, 0) + 1
        allowed = all(self.has_delete_permission(request, record) for record in objs)
        lacking = set() if allowed else {self.opts.verbose_name}
        going = [*(self.row_link(row) for row in rows), *Cancellations(objs)]
        return going, counts, lacking, protected

    def row_link(self, row):
        name = capfirst(row._meta.verbose_name)
        if type(row) in self.admin_site._registry:
            return format_html('{}: <a href="{}">{}</a>', name, admin_url(row, "change"), row)
        return f"{name}: {row}"

    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, object_id, {"to_bin": True, **(extra_context or {})})

    def delete_model(self, request, obj):
        batch = EditingState.of(request).batch = new_batch()
        move_to_bin(obj, request.user, batch)

    def delete_queryset(self, request, queryset):
        batch = EditingState.of(request).batch = new_batch()
        for record in queryset:
            move_to_bin(record, request.user, batch)


def _protecting(rows, going):
    """Yield the records whose references protect some rows from deletion.

    Those that go too, as pairs of a model and a key, do not count.
    """
    for row in rows:
        for relation in row._meta.related_objects:
            if relation.on_delete is PROTECT:
                model = relation.related_model
                found = model._base_manager.filter(**{relation.field.name: row})
                # Of one that is referred to by millions, the first are read.
                found = found.order_by("pk")[: MOST_PROTECTING + len(going) + 1]
                yield from (other for other in found if (model, other.pk) not in going)
