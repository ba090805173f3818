"""Keeps every state of every record, and knows which text staff edit: the live one or its copy."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext

from assembly.core import clock
from assembly.core.languages import per_language
from assembly.publishing.publication import Publication
from assembly.publishing.slugs import keep_former_address

from .merging import merge
from .models import Action, Version, WorkingCopy
from .snapshots import applied, apply, completed, key_of, model_of, refer, reserve_keys, snapshot
from .stale_translations import MARKS, mark


class LiveTextChangedError(Exception):
    """The live text was changed, differently, after a working copy was made of it."""


class Work:
    """A record as the staff edit it: as it is, or the working copy of what the public reads."""

    live = None  # what the public reads, as a snapshot, once a form has asked for it
    misfit = False  # whether the working copy was set aside, as it fitted no longer

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
    def on_copy(self):
        """Whether an edit goes to a working copy, because the public reads the record."""
        return self.copy is not None or (self.is_publication and self.record.is_public)

    @property
    def in_work(self):
        """What says how far the work is: the copy where there is one, else the record."""
        return self.copy or self.record

    @property
    def content(self):
        """The text that staff edit, as a snapshot."""
        return self.copy.content if self.copy else snapshot(self.record)

    @property
    def progress(self):
        """How far the work is, for who brings a page back from the bin."""
        if not self.is_publication:
            return {}
        reasons = {name: getattr(self.record, name) for name in per_language("withdrawal")}
        in_work = self.in_work
        return {"status": in_work.status, "published_at": in_work.published_at, **reasons}

    @property
    def latest(self):
        """The newest kept state of the text that staff edit, or None before the first."""
        versions = Version.objects.of(self.record).exclude(action=Action.SET_ASIDE)
        return versions.filter(of_copy=self.copy is not None).first()

    def lock(self):
        """Let nobody else save the record until the transaction ends; look at it anew."""
        self.record = type(self.record)._base_manager.select_for_update().get(pk=self.record.pk)
        self.__dict__.pop("copy", None)
        return self

    def found(self):
        """Keep the live state where it is not kept yet, whoever changed it and however."""
        newest = Version.objects.of(self.record).public().first()
        content = snapshot(self.record)
        if newest is None or completed(newest.content) != content:
            newest = self.keep(Action.FOUND, content=content, of_copy=False)
        return newest

    def keep(
        self, action, *, user=None, note="", batch=None, content=None, of_copy=None, base=None
    ):
        """Keep the present state, or `content`, as an entry of the history."""
        return Version.objects.create(
            content_type=self.kind,
            object_id=self.record.pk,
            content=self.content if content is None else content,
            progress=self.progress,
            title=str(self.record)[:300],
            action=action,
            of_copy=self.copy is not None if of_copy is None else of_copy,
            note=note,
            batch=batch,
            base=base,
            made_by=user,
        )

    def put(self, content, user):
        """Make a snapshot the text that staff edit; an approval that it had is void.

        Raises what `apply` raises.
        """
        content = mark(type(self.record), self.content, content)
        if not self.on_copy:
            self.write(content)
            if self.is_publication:
                self.record.edited(user)
                self.record.save()
            return
        with applied(content):  # or it is refused now, and not when it is to be published
            pass
        if self.copy is None:
            self.copy = WorkingCopy(
                content_type=self.kind, object_id=self.record.pk, base=self.found()
            )
        self.copy.content = content
        self.copy.edited(user)
        self.copy.save()
        reserve_keys(content)

    def write(self, content):
        """Make a snapshot the record itself; its former address leads to it."""
        before = getattr(self.record, "slug", None)
        self.record = apply(content)
        if before:
            keep_former_address(self.record, before)

    def publish_copy(self):
        """Make the working copy what the public reads, and end it.

        Raises LiveTextChangedError where the live text says something else since.
        """
        live = snapshot(self.record)
        merged, clashes = merge(self.copy.base.content, self.copy.content, live)
        if clashes:
            raise LiveTextChangedError
        key = key_of(self.record)
        corrections = per_language("correction")
        old, new = live[key], merged[key]
        if any(new.get(name) and new[name] != old.get(name) for name in corrections):
            merged[key] = {**new, "corrected_on": clock.today().isoformat()}
        self.write(merged)
        self.record.updated_at = self.copy.updated_at
        self.record.updated_by = self.copy.updated_by
        self.record.save()
        self.end_copy()

    def clashes(self):
        """Return where the working copy and what was changed in the live text since contradict."""
        return merge(self.copy.base.content, self.copy.content, snapshot(self.record))[1]

    def rebase(self, user):
        """Bring what was changed in the live text since into the working copy.

        Where both changed the same, the copy keeps its own. Returns those clashes.
        """
        live = self.found()
        if not self.copy or self.copy.base == live:
            return []
        base, mine = self.copy.base.content, self.copy.content
        _merged, clashes = merge(base, mine, live.content)
        choices = {clash.name: "mine" for clash in clashes}
        self.copy.content, _none = merge(base, mine, live.content, choices)
        self.copy.base = live
        if self.copy.content != mine or clashes:
            self.copy.edited(self.copy.updated_by)
            self.copy.save()
            self.keep(Action.SAVED, user=user, note=gettext("brought up to the live text"))
        else:
            self.copy.save()
        return clashes

    def set_aside(self, user):
        """End a working copy that does not fit the rest any longer; the history keeps it."""
        self.keep(Action.SET_ASIDE, user=user)
        self.end_copy()
        self.misfit = True

    def end_copy(self):
        self.copy.delete()
        self.copy = None


@transaction.atomic
def amend(record, user, change, action=Action.SAVED, note="", batch=None):
    """Let a function change a record's rows in the database, and keep that where edits belong.

    Of what the public reads it becomes a working copy. Returns the `Work`.
    """
    work = Work(record).lock()
    work.found()
    with applied(work.content):
        change()
        made = snapshot(record)
    work.put(made, user)
    work.keep(action, user=user, note=note, batch=batch)
    return work


def check_translation(work, column, how, user):
    """Take the mark from a translation that somebody found correct, in the text and its copy.

    `how` says why: "correct", or "typo" where the other text changed in nothing but a typo.
    """
    key = key_of(work.record)
    marks = work.copy.content[key][MARKS] if work.copy else {}
    if how not in {"correct", "typo"} or column not in {*marks, *work.record.stale}:
        return
    if marks.pop(column, None):
        work.copy.save()
    if work.record.stale.pop(column, None):
        work.record.save()
    work.keep(Action.CHECKED, user=user, note=f"{column}: {how}")


def copies_naming(model, pk):
    """Return the working copies that refer to a record, their own among them."""
    nobody = 0
    return [
        copy
        for copy in WorkingCopy.objects.all()
        if copy.record and _referring(copy, model, pk, nobody) != copy.content
    ]


def replace_in_copies(model, old, new, *, user, note):
    """Let working copies refer to one record instead of another, which is gone.

    What the live text lists no longer, because the other was listed already, they drop first.
    """
    for copy in copies_naming(model, old):
        work = Work(copy.record).lock()
        work.rebase(user)
        work.copy.content = _referring(work.copy, model, old, new)
        work.copy.save()
        work.keep(Action.SAVED, user=user, note=note)


def _referring(copy, model, old, new):
    return {key: refer(model_of(key)[0], row, model, old, new) for key, row in copy.content.items()}
