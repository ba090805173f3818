"""Saves versions of records, and decides whether edits go to the live text or a working copy."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.functional import cached_property

from assembly.core import clock
from assembly.core.languages import per_language
from assembly.publishing.publication import Publication
from assembly.publishing.slugs import keep_former_slug
from assembly.publishing.status import Status

from .copy_references import copies_naming
from .merging import merge
from .models import Action, Version, WorkingCopy
from .notes import NoteCode
from .snapshots import (
    apply_snapshot,
    is_present_state,
    present_part,
    reserve_keys,
    row_key,
    snapshot,
    temporarily_applied,
)
from .stale_translations import mark_stale_translations


class LiveTextChangedError(Exception):
    """The live text has changed since the working copy was made, and the two conflict."""


class UndescribedImageError(Exception):
    """An image of the working copy has lost its alternative text; `image` is the image."""

    def __init__(self, image):
        super().__init__(str(image))
        self.image = image


class Work:
    """A record as staff edit it: the record itself, or the working copy of a public one."""

    live_content = None  # the public text as a snapshot, once a form has loaded it
    set_aside = None  # the version of a working copy that was set aside because of a conflict

    def __init__(self, record):
        self.record = record
        self.kind = ContentType.objects.get_for_model(record)

    @cached_property
    def copy(self):
        return WorkingCopy.objects.of(self.record).select_related("updated_by").first()

    @property
    def is_publication(self):
        return isinstance(self.record, Publication)

    @property
    def needs_review(self):
        """Whether readers would see an edit of the record at once, or at an approved time."""
        if self.is_publication:
            return self.record.needs_review
        approved = WorkingCopy.objects.filter(status=Status.PUBLISHED)
        return self.record.needs_review or bool(
            copies_naming(type(self.record), self.record.pk, approved)
        )

    @property
    def edits_copy(self):
        """Whether edits go to a working copy, because readers see the record."""
        return self.copy is not None or self.needs_review

    @property
    def has_workflow(self):
        """Whether the steps of the workflow apply: to pages, and to what readers see."""
        return self.is_publication or self.edits_copy

    @property
    def workflow_object(self):
        """The object with the workflow's fields: the working copy, or else the record."""
        return self.copy or self.record

    @property
    def content(self):
        """The text being edited, as a snapshot, without what is no longer part of the site."""
        return present_part(self.copy.content) if self.copy else snapshot(self.record)

    @property
    def workflow_state(self):
        """The state of the workflow, for undo, and for restoring a page from the bin."""
        return self._workflow_state_of(self.workflow_object)

    def _workflow_state_of(self, text):
        """Return the state of the record itself, or of its working copy."""
        if not (self.is_publication or text is self.copy):
            return {}
        state = {name: getattr(text, name) for name in ["status", "published_at", "proposed_at"]}
        if not self.is_publication:
            return state
        reasons = {name: getattr(self.record, name) for name in per_language("withdrawal")}
        return {**state, **reasons}

    @property
    def latest_revision(self):
        """The last version of the text being edited, or None."""
        versions = Version.objects.of(self.record).exclude(action=Action.SET_ASIDE)
        return versions.filter(of_copy=self.copy is not None).first()

    def lock(self):
        """Lock the record until the transaction ends, and reload it."""
        self.record = type(self.record)._base_manager.select_for_update().get(pk=self.record.pk)
        self.__dict__.pop("copy", None)
        return self

    def record_outside_changes(self, action=Action.FOUND):
        """Save the live text as a version, if something other than the admin has changed it.

        If its slug was changed outside the models, the former one is kept too. Returns the version
        of the live text.
        """
        newest = Version.objects.of(self.record).public().first()
        content = snapshot(self.record)
        if newest and is_present_state(newest.content, content):
            return newest
        before = newest and newest.content.get(row_key(self.record), {}).get("slug")
        if before and self.record.was_public:
            keep_former_slug(self.record, before)
        return self.save_revision(action, content=content, of_copy=False)

    def save_revision(
        self, action, *, user=None, batch=None, content=None, of_copy=None, base=None, **note
    ):
        """Save the present text, or `content`, as a version.

        `note` is a typed note; a system note is a `note_code` with its `note_values`.
        """
        of_copy = self.copy is not None if of_copy is None else of_copy
        return Version.objects.create(
            content_type=self.kind,
            object_id=self.record.pk,
            content=self.content if content is None else content,
            workflow_state=self._workflow_state_of(
                self.workflow_object if of_copy else self.record
            ),
            title=str(self.record)[:300],
            action=action,
            of_copy=of_copy,
            batch=batch,
            base=base,
            made_by=user,
            **note,
        )

    def save_draft(self, content, user):
        """Save a snapshot as the text being edited, which cancels its approval.

        Raises what `apply_snapshot` raises.
        """
        content = mark_stale_translations(type(self.record), self.content, present_part(content))
        if not (self.edits_copy or self.would_reach_readers(content)):
            self.apply_to_live(content)
            if self.is_publication:
                self.record.record_edit(user)
                self.record.save()
            return
        with temporarily_applied(content):  # a conflict is refused now, rather than on publication
            pass
        if self.copy is None:
            self.copy = WorkingCopy(
                content_type=self.kind, object_id=self.record.pk, base=self.record_outside_changes()
            )
        self.copy.content = content
        self.copy.record_edit(user)
        self.copy.save()
        reserve_keys(content)

    def would_reach_readers(self, content):
        """Return whether a record that readers do not see would be seen with this content.

        A person becomes public by an office in the assembly; a page only by a step.
        """
        if self.is_publication:
            return False
        with temporarily_applied(content):
            return type(self.record)._base_manager.get(pk=self.record.pk).needs_review

    def hold_back_rows(self, user):
        """Move a new record's rows into a working copy if readers would see them at once."""
        if self.is_publication or not self.needs_review:
            return
        content, key = self.content, row_key(self.record)
        self.apply_to_live({key: content[key]})
        self.save_revision(Action.CREATED, user=user)
        self.save_draft(content, user)

    def clean_copy(self):
        """Raise ValidationError if what the copy changes no longer passes its form's checks."""
        live = snapshot(self.record)
        with temporarily_applied(self.copy.content):
            for row in self.record.rows():
                if self.copy.content[row_key(row)] != live.get(row_key(row)):
                    row.clean()

    def apply_to_live(self, content):
        """Write a snapshot to the record itself."""
        self.record = apply_snapshot(content)

    def publish_copy(self):
        """Publish the working copy and delete it.

        Raises LiveTextChangedError if it conflicts with later changes to the live text,
        UndescribedImageError, ValidationError if it no longer fits other records, and what
        `apply_snapshot` raises.
        """
        if not self.is_publication:
            self.clean_copy()
        live = snapshot(self.record)
        merged, conflicts = merge(self.copy.base.content, self.copy.content, live)
        if conflicts:
            raise LiveTextChangedError
        key = row_key(self.record)
        corrections = per_language("correction")
        old, new = live[key], merged[key]
        if any(new.get(name) and new[name] != old.get(name) for name in corrections):
            merged[key] = {**new, "corrected_on": clock.today().isoformat()}
        self.apply_to_live(merged)
        if self.is_publication:
            if undescribed := self.record.undescribed_image():
                raise UndescribedImageError(undescribed)
            self.record.updated_at = self.copy.updated_at
            self.record.updated_by = self.copy.updated_by
            self.record.save()
        self.delete_copy()

    def conflicts(self):
        """Return the conflicts between the working copy and later changes to the live text."""
        return merge(self.copy.base.content, self.copy.content, snapshot(self.record))[1]

    def rebase(self, user):
        """Merge later changes to the live text into the working copy.

        The copy keeps its own text in conflicts, which are returned.
        """
        live = self.record_outside_changes()
        if not self.copy or self.copy.base == live:
            return []
        base, mine = self.copy.base.content, self.copy.content
        _merged, conflicts = merge(base, mine, live.content)
        choices = {conflict.name: "mine" for conflict in conflicts}
        self.copy.content, _none = merge(base, mine, live.content, choices)
        self.copy.base = live
        if self.copy.content != mine or conflicts:
            self.copy.record_edit(self.copy.updated_by)
            self.copy.save()
            self.save_revision(Action.SAVED, user=user, note_code=NoteCode.UPDATED_FROM_LIVE)
        else:
            self.copy.save()
        return conflicts

    def set_copy_aside(self, user, **note):
        """Set aside a working copy that conflicts with later changes; it stays in the history.

        `note` is the reason, as `misfit_note` has it. Returns the version.
        """
        aside = {"content": self.copy.content, **note}
        self.set_aside = self.save_revision(Action.SET_ASIDE, user=user, **aside)
        self.delete_copy()
        return self.set_aside

    def delete_copy(self):
        self.copy.delete()
        self.copy = None


@transaction.atomic
def amend(record, user, change, action=Action.SAVED, note="", batch=None):
    """Call a function that changes a record's rows, and save the result as an edit.

    For a public record, the result becomes a working copy. Returns the `Work`.
    """
    work = Work(record).lock()
    work.record_outside_changes()
    with temporarily_applied(work.content):
        change()
        made = snapshot(record)
    work.save_draft(made, user)
    work.save_revision(action, user=user, note=note, batch=batch)
    return work
