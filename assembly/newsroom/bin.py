"""The bin: deleted records are kept in full and can be restored under their old keys."""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assembly.core.languages import per_language
from assembly.publishing.addressed import Addressed
from assembly.publishing.models import FormerSlug
from assembly.publishing.slugs import reserve_slug
from assembly.publishing.status import Status
from assembly.publishing.versioned import versioned_models

from .models import Action, PreviewLink, Version, WorkingCopy
from .previews import end_preview_links
from .snapshots import apply_snapshot, model_and_pk
from .working_copies import Work

# What changes a text; the other actions only change its status.
WRITING = [Action.CREATED, Action.SAVED, Action.FOUND, Action.RESTORED, Action.RECOVERED]


def new_batch():
    """Return an id for everything that one bulk action changes, by which it can be undone."""
    return uuid4()


def is_own_draft(page, user):
    """Return whether a page is a draft that was never public and only this user has edited."""
    if page.status != Status.DRAFT or page.was_public or page.updated_by_id != user.pk:
        return False
    written = Version.objects.of(page).filter(action__in=WRITING)
    return {*written.values_list("made_by", flat=True)} == {user.pk}


@transaction.atomic
def move_to_bin(record, user, batch=None):
    """Move a record, its rows and what refers to it to the bin."""
    work = Work(record).lock()
    work.record_outside_changes()
    version = work.save_revision(Action.DELETED, user=user, batch=batch)
    version.workflow_state["links"] = {
        name: list(getattr(record, name).values_list("pk", flat=True)) for name in _links(record)
    }
    version.save()
    if isinstance(record, Addressed) and record.was_public:
        reserve_slug(record)
    WorkingCopy.objects.of(record).delete()
    end_preview_links(PreviewLink.objects.of(record))
    for row in reversed(list(record.rows())):
        row.delete()
    return version


def deleted_page(model, slug):
    """Return the deleted page with this slug, or None.

    Only the reasons of its withdrawal are filled in, which readers found there before.
    """
    former = FormerSlug.objects.of_kind(model).filter(slug=slug).first()
    if former is None:
        return None
    entry = Version.objects.of_kind(model).filter(object_id=former.object_id)
    newest = entry.values("action", "workflow_state").first()
    if newest is None or newest["action"] != Action.DELETED:
        return None
    names = per_language("withdrawal")
    return model(**{name: newest["workflow_state"].get(name) or "" for name in names})


def _links(record):
    """Return the names of the many-to-many relations from other records."""
    return [
        relation.get_accessor_name()
        for relation in record._meta.related_objects
        if relation.many_to_many
    ]


@transaction.atomic
def restore_from_bin(version, user):
    """Restore a deleted record from its version; a page is not public then."""
    record = apply_snapshot(version.content)
    links = version.workflow_state.get("links", {})
    for name in links.keys() & {*_links(record)}:  # the relation may be gone
        relation, pks = getattr(record, name), links[name]
        relation.add(*relation.model._base_manager.filter(pk__in=pks))
    work = Work(record)
    if work.is_publication:
        was = version.workflow_state
        record.record_edit(user)  # so that somebody else has to approve it
        moments = {
            name: record._meta.get_field(name).to_python(was.get(name))
            for name in ["published_at", "proposed_at"]
        }
        moment = moments["published_at"]
        scheduled = was["status"] == Status.PUBLISHED and moment > timezone.now()
        withdrawn = was["status"] in {Status.WITHDRAWN, Status.PUBLISHED} and not scheduled
        record.status = Status.WITHDRAWN if withdrawn else Status.DRAFT
        # Its approval went with the page; the time of that is proposed anew.
        record.published_at = None if scheduled else moment
        record.proposed_at = moment if scheduled else moments["proposed_at"]
        for name in per_language("withdrawal"):
            setattr(record, name, was.get(name, ""))  # a language may have been added since
        record.save()
    work.save_revision(Action.RECOVERED, user=user)
    return record


def bin_entries():
    """Return the last version of each record in the bin, the latest deleted first."""
    entries = Version.objects.filter(action=Action.DELETED).select_related(
        "content_type", "made_by"
    )
    later = entries.filter(
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        pk__gt=OuterRef("pk"),
    )
    return entries.filter(_of_deleted_records(), ~Exists(later)).defer("content")


def _of_deleted_records():
    """Return the condition that the record of a version no longer exists."""
    kinds = ContentType.objects.get_for_models(*versioned_models())
    return Q(
        *(
            Q(content_type=kind)
            & ~Exists(model._base_manager.filter(pk=OuterRef("object_id")).order_by())
            for model, kind in kinds.items()
        ),
        _connector=Q.OR,
    )


@transaction.atomic
def undo_batch_entries(versions, user):
    """Undo what a bulk action did to a record; return whether that was possible.

    `versions` are its entries, newest first. It is not possible if the record has changed since.
    """
    newest, oldest = versions[0], versions[-1]
    model, pk = model_and_pk(next(iter(newest.content)))
    record = model and model._base_manager.filter(pk=pk).first()
    if newest.action == Action.DELETED:
        if record is None:
            restore_from_bin(newest, user)
        return record is None
    if record is None:
        return False
    work = Work(record).lock()
    if work.latest_revision != newest:
        return False
    earlier = Version.objects.of(record).exclude(action=Action.SET_ASIDE).filter(pk__lt=oldest.pk)
    before = earlier.first()
    if newest.action == Action.SUBMITTED:
        work.workflow_object.status = (
            before.workflow_state.get("status", Status.DRAFT) if before else Status.DRAFT
        )
        work.workflow_object.save()
    elif work.copy and not before.of_copy:
        work.delete_copy()
    else:
        work.save_draft(before.content, user)
    work.save_revision(Action.UNDONE, user=user)
    return True
