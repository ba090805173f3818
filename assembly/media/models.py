from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from assembly.core.languages import in_any_language
from assembly.publishing.versioned import Versioned

from . import pictures
from .documents import MEGABYTE, random_name


class ImageQuerySet(models.QuerySet):
    def get_by_natural_key(self, name):
        return self.get(name=name)


class Image(Versioned):
    """A picture for readers, in our own encoding, with its renditions beside it.

    A file once stored is never changed: another upload gets another name. No file is deleted, with
    its record neither, for the history of what was public may show it.
    """

    name = models.SlugField(unique=True, default=random_name, editable=False)
    file = models.ImageField(
        _("file"),
        upload_to="images",
        help_text=format_lazy(
            _(
                "JPEG, PNG, WebP, GIF or AVIF; at most {megabytes} MB and {pixels} million pixels. "
                "The place and camera that the file names are not kept."
            ),
            megabytes=pictures.MAX_PICTURE_BYTES // MEGABYTE,
            pixels=pictures.MAX_PIXELS // 1_000_000,
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
        help_text=_("What stays in sight where the image is cropped."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, in percent"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the image shows, for those who do not see it. "
            "It is required in each language in which the image is published."
        ),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made the image, or owns it.")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-uploaded_at", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file=""),
                name="image_has_a_file",
                violation_error_message=_("An image needs its file."),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_is_inside",
                violation_error_message=_("A percentage is at most 100."),
            ),
        ]

    def __str__(self):
        return in_any_language(self, "alt") or self.name

    def save(self, *args, **kwargs):
        """Save the record; of a new file, our own encoding and the renditions, made this once."""
        if self.has_new_file:
            self._store(pictures.read_picture(self.file))
        super().save(*args, **kwargs)

    @property
    def has_new_file(self):
        """Whether the file was given since the record was last saved."""
        return bool(self.file) and not self.file._committed

    def natural_key(self):
        return (self.name,)

    def lacks_alt(self, languages):
        """Return those of these languages in which the alternative text is not written."""
        return [
            code for code in languages if not getattr(self, build_localized_fieldname("alt", code))
        ]

    def uses(self):
        """Return the records that show this image, of whichever app.

        Each tells by `needs_alt_in` in which languages the public sees the image there.
        """
        if self.pk is None:
            return []
        return [
            record
            for relation in Image._meta.related_objects
            for record in relation.related_model._default_manager.filter(
                **{relation.field.name: self.pk}
            )
        ]

    def rendition(self, width, extension):
        """Return the name of a rendition's file, in the storage of the image's own."""
        return f"{self.file.name.rpartition('.')[0]}-{width}.{extension}"

    def srcset(self, extension):
        """Return the addresses of the renditions of a type, as HTML's `srcset` lists them."""
        url = self.file.storage.url
        return ", ".join(
            f"{url(self.rendition(width, extension))} {width}w" for width in self.renditions
        )

    def clean(self):
        """Refuse a file that is no image, and to take back a text that published pages need."""
        super().clean()
        if self.has_new_file:
            try:
                pictures.read_picture(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
        for record in self.uses():
            for language in self.lacks_alt(record.needs_alt_in):
                column = build_localized_fieldname("alt", language)
                message = _("“%s” shows this image to the public, so it needs this text.")
                raise ValidationError({column: message % record})

    def _store(self, picture):
        content, extension = pictures.encode_original(picture)
        self.file.save(f"{random_name()}.{extension}", ContentFile(content), save=False)
        self.width, self.height = picture.size
        self.renditions = pictures.rendition_widths(picture)
        for width, extension, content in pictures.encode_renditions(picture):
            self.file.storage.save(self.rendition(width, extension), ContentFile(content))
