import re

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from assembly.core.fields import PlainCharField
from assembly.core.languages import LANGUAGES, in_any_language
from assembly.core.registry import Registry
from assembly.publishing.publication import Publication
from assembly.publishing.versioned import Versioned

from . import pictures
from .documents import MEGABYTE, random_name

# Functions of an image that yield the records which will show it once they are published.
SCHEDULED_USES = Registry()
ORIGINALS = ["jpg", "png"]  # the extensions of main encodings


class ImageQuerySet(models.QuerySet):
    def get_by_natural_key(self, name):
        return self.get(name=name)

    def of_file(self, path):
        """Return the image whose present file or rendition has this path in the storage."""
        stem = path.rpartition(".")[0]
        stems = {stem, re.sub(r"-[0-9]+\Z", "", stem)}
        return self.filter(file__in=[f"{stem}.{kind}" for stem in stems for kind in ORIGINALS])

    def public(self):
        """Return the images that something public shows."""
        shown = [
            Exists(relation.related_model.objects.public().filter(**{name: OuterRef("pk")}))
            for relation in Image._meta.related_objects
            for name in [relation.field.name]
        ]
        return self.filter(Q(*shown, _connector=Q.OR))


class Image(Versioned):
    """An image, re-encoded on upload, with its renditions.

    Stored files are never changed, as each upload gets a new name, and never deleted, as the
    history may show them.
    """

    name = models.SlugField(unique=True, default=random_name, editable=False)
    file = models.ImageField(
        _("file"),
        upload_to="images",
        help_text=format_lazy(
            _(
                "{types}; up to {megabytes} MB and {pixels} million pixels, JPEG up to "
                "{jpeg_pixels} million. "
                "The location and camera details in the file are removed."
            ),
            types=pictures.ACCEPTED_PICTURES,
            megabytes=pictures.MAX_PICTURE_BYTES // MEGABYTE,
            pixels=pictures.MAX_PIXELS // 1_000_000,
            jpeg_pixels=pictures.MAX_JPEG_PIXELS // 1_000_000,
        ),
    )
    width = models.PositiveIntegerField(_("width"), blank=True, editable=False)
    height = models.PositiveIntegerField(_("height"), blank=True, editable=False)
    renditions = models.JSONField(
        _("widths of the renditions"), default=list, blank=True, editable=False
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, in percent"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("The part that stays visible when the image is cropped."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, in percent"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    alt = PlainCharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "Describes the image for people who cannot see it. Required in every language in "
            "which the image is published."
        ),
    )
    credit = PlainCharField(
        _("credit"), max_length=200, blank=True, help_text=_("The author or owner of the image.")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)

    # Columns that a page needs, besides its texts, to show the image.
    DRAWN = ["file", "width", "height", "renditions", "focal_x", "focal_y"]

    _decoded = (None, None)  # the last new file, and its picture

    objects = ImageQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-uploaded_at", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file=""),
                name="image_has_a_file",
                violation_error_message=_("Choose a file for the image."),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_is_inside",
                violation_error_message=_("Enter a percentage from 0 to 100."),
            ),
        ]
        indexes = [
            models.Index(fields=["file"], name="image_of_file"),  # serves `of_file`
            # Serves the admin's list, and its date hierarchy.
            models.Index(fields=["-uploaded_at", "name"], name="image_listed"),
        ]

    def __str__(self):
        return in_any_language(self, "alt") or _("Image %s") % (self.pk or self.name)

    def save(self, *args, **kwargs):
        """Save the record; encode a new file and its renditions."""
        if self.has_new_file:
            self._store(self._new_picture())
        super().save(*args, **kwargs)

    @property
    def has_new_file(self):
        """Whether a file was chosen since the record was last saved."""
        return bool(self.file) and not self.file._committed

    @property
    def reaches_readers(self):
        return any(record.reaches_readers for record in self.uses())

    def natural_key(self):
        return (self.name,)

    def lacks_alt(self, languages):
        """Return those of these languages that lack the alternative text."""
        return [
            code for code in languages if not getattr(self, build_localized_fieldname("alt", code))
        ]

    def uses(self):
        """Yield the records of all apps that show this image, or are scheduled to.

        Their `needs_alt_in` has the languages in which the public sees it there. There may be many:
        read no more of them than needed.
        """
        if self.pk is None:
            return
        for relation in Image._meta.related_objects:
            records = relation.related_model._default_manager.filter(
                **{relation.field.name: self.pk}
            )
            yield from records.iterator(chunk_size=100)
        for find in SCHEDULED_USES:
            yield from find(self)

    def rendition(self, width, extension):
        """Return the name of a rendition's file in the image's storage."""
        return f"{self.file.name.rpartition('.')[0]}-{width}.{extension}"

    def srcset(self, extension):
        """Return HTML's `srcset` of the renditions with this extension."""
        url = self.file.storage.url
        return ", ".join(
            f"{url(self.rendition(width, extension))} {width}w" for width in self.renditions
        )

    def clean(self):
        """Refuse an invalid file, and removing an alternative text that public pages need."""
        super().clean()
        if self.has_new_file:
            try:
                self._new_picture()
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
        for record in self.uses() if self.lacks_alt(LANGUAGES) else []:
            for language in self.lacks_alt(record.needs_alt_in):
                column = build_localized_fieldname("alt", language)
                raise ValidationError({column: _why_described(record)})

    def _new_picture(self):
        """Return the picture in the new file, which is decoded once. Raises ValidationError."""
        file, picture = self._decoded
        if file is not self.file.file:
            picture = pictures.read_picture(self.file)
            self._decoded = (self.file.file, picture)
        return picture

    def _store(self, picture):
        content, extension = pictures.encode_original(picture)
        self.file.save(f"{random_name()}.{extension}", ContentFile(content), save=False)
        self.width, self.height = picture.size
        self.renditions = pictures.rendition_widths(picture)
        for width, extension, content in pictures.encode_renditions(picture):
            self.file.storage.save(self.rendition(width, extension), ContentFile(content))
        self._decoded = (None, None)


def _why_described(record):
    """Return why an image needs its alternative text, as a record shows it.

    Not everybody who describes images may read the name of what is not public yet.
    """
    is_page = isinstance(record, Publication)
    shown = type(record).objects.public().filter(pk=record.pk)
    if record.is_public if is_page else shown.exists():
        return _("Required, because “%s” shows this image to readers.") % record
    if is_page:
        return _("Required, because a page scheduled for publication shows it.")
    return _("Required, because a record that readers do not see yet shows it.")
