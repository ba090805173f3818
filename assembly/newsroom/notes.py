"""Notes made by the system: stored as codes and values, and translated when shown."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from assembly.core.languages import LANGUAGES
from assembly.core.moments import moment_in_words

from .changes import column_label


class NoteCode(models.TextChoices):
    """A system note; its label contains the placeholders of its values."""

    UPDATED_FROM_LIVE = "updated_from_live", _("updated from the published text")
    LIVE_TEXT_CHANGED = (
        "live_text_changed",
        _("The published text changed in the meantime. Compare the two versions."),
    )
    ADDRESS_IN_USE = (
        "address_in_use",
        _("Another page uses its address now. Choose a different one."),
    )
    VALUE_IN_USE = (
        "value_in_use",
        _("Another record now has a value that only one may have. Change it there or here."),
    )
    REFERS_TO_DELETED = (
        "refers_to_deleted",
        _("A record that it refers to was deleted. Choose another one."),
    )
    VALUE_REFUSED = "value_refused", _("%(column)s: the value is missing or too long. Correct it.")
    IMAGE_NOT_DESCRIBED = (
        "image_not_described",
        _("The image “%(image)s” has lost its alternative text. Describe what it shows."),
    )
    DOES_NOT_FIT = "does_not_fit", _("It does not fit the present rules of the site.")
    STILL_CORRECT = "still_correct", _("%(field)s: translation is still correct")
    ONLY_TYPO = "only_typo", _("%(field)s: only a typo was corrected in the other language")
    RESTORED_VERSION = "restored_version", _("version of %(moment)s")
    MERGED = "merged", _("“%(gone)s” was merged into “%(kept)s”")
    PROPOSED = "proposed", _("proposed for publication on %(at)s")
    GOES_PUBLIC = "goes_public", _("goes public on %(at)s")
    MOVED = "moved", _("goes public on %(at)s instead of %(before)s")
    PUBLISHED_EARLY = "published_early", _("earlier than %(before)s")
    DATED = "dated", _("dated %(at)s")
    REDATED = "redated", _("dated %(at)s instead of %(before)s")
    FORMER_STATE_REMOVED = (
        "former_state_removed",
        _(
            "A former state without an end was removed here, as no page could show it: "
            "type it again."
        ),
    )


# The notes on checked translations, by the value that the form sends.
NOTES_OF_CHECKS = {"correct": NoteCode.STILL_CORRECT, "typo": NoteCode.ONLY_TYPO}


class SystemNoted(models.Model):
    """A row that may have a system note, besides a typed one."""

    note_code = models.CharField(max_length=30, choices=NoteCode, blank=True)
    note_values = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def system_note(self):
        """The system note in the active language; "" if there is none."""
        if not self.note_code:
            return ""
        values = {name: self._in_words(name, value) for name, value in self.note_values.items()}
        return NoteCode(self.note_code).label % values

    def _in_words(self, name, value):
        if name == "field":
            return self._field_label(value)
        if name == "column":
            return column_label(*value.rsplit("/", 1))
        if name == "moment":
            moment = timezone.localtime(datetime.fromisoformat(value))
            return date_format(moment, "DATETIME_FORMAT")
        if name in {"at", "before"}:
            return moment_in_words(datetime.fromisoformat(value))
        return value.get(get_language()) or next(iter(value.values()))

    def _field_label(self, column):
        # Content types are cached, and a history has many rows of one.
        kind = ContentType.objects.get_for_id(self.content_type_id)
        return column_label(f"{kind.app_label}.{kind.model}/{self.object_id}", column)


def proposal_note(text):
    """Return the note on the time that a text is proposed for, for a version; {} without one."""
    if text.proposed_at is None:
        return {}
    return {"note_code": NoteCode.PROPOSED, "note_values": {"at": text.proposed_at.isoformat()}}


def names_of(record):
    """Return the name of a record in each language, as a value of a note."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(record)
    return found
