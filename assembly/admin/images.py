"""The admin of images, with a preview before the upload and a choice of the focal point."""

from itertools import islice

from csp.decorators import csp_update
from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assembly.core.languages import LANGUAGES, per_language
from assembly.media.documents import IMAGE_TYPES
from assembly.media.models import Image
from assembly.newsroom.snapshots import row_key

from .base import FILES, BaseAdmin
from .editing_state import EditingState
from .hidden_names import split_by_view
from .kept_files import ChosenPictureInput
from .list_filters import QueueFilter
from .records import RecordAdmin

# The types of images that are accepted besides those that are served.
CONVERTED_TYPES = ["image/gif", "image/heic", "image/heif"]
MOST_USES = 100  # records listed as showing an image
PICTURE_COLUMNS = ["file", "width", "height", "renditions"]


def thumbnail(image):
    """Return a small picture for lists and forms; a dash where there is no image, or no file."""
    if image is None or not image.file:
        return "–"
    if image.renditions:
        address = image.file.storage.url(image.rendition(image.renditions[0], "webp"))
    else:
        address = image.file.url
    tag = '<img class="thumbnail" src="{}" width="{}" height="{}" alt="">'
    return format_html(tag, address, image.width, image.height)


@admin.register(Image)
class ImageAdmin(RecordAdmin):
    texts = ("alt", "credit")
    list_display = ["thumbnail", "__str__", "stage", "described_in", "credit", "uploaded_at"]
    list_filter = [QueueFilter]
    list_display_links = ["__str__"]
    date_hierarchy = "uploaded_at"
    search_fields = [*per_language("alt"), *per_language("credit"), "name"]
    readonly_fields = ["preview", "used_in"]
    formfield_overrides = {
        **BaseAdmin.formfield_overrides,
        models.ImageField: {
            **FILES,
            "widget": ChosenPictureInput(
                attrs={"accept": ",".join([*IMAGE_TYPES.values(), *CONVERTED_TYPES])}
            ),
        },
    }

    class Media:
        js = [forms.Script("assembly/image_form.js", type="module")]

    def get_object(self, request, object_id, from_field=None):
        image = super().get_object(request, object_id, from_field)
        if image:
            image.shown_to = request.user  # for `used_in`
        return image

    @method_decorator(
        csp_update({"img-src": "blob:"})
    )  # to preview the chosen file before the upload
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    def get_fieldsets(self, request, obj=None):
        *languages, _shared = super().get_fieldsets(request, obj)
        picture = ["file", "preview", "focal_x", "focal_y"]
        uses = [(_("Where it is used"), {"fields": ["used_in"]})] if obj else []
        return [(None, {"fields": picture}), *languages, *uses]

    def render_change_form(self, request, context, *args, **kwargs):
        response = super().render_change_form(request, context, *args, **kwargs)
        work = EditingState.of(request).work
        if work and work.copy:  # the form shows the copy's picture
            row = work.live_content[row_key(work.record)]
            live = Image(**{name: row[name] for name in PICTURE_COLUMNS})
            response.context_data["panel"]["published_picture"] = thumbnail(live)
        return response

    @admin.display(description=_("preview"))
    def thumbnail(self, image):
        return thumbnail(image)

    @admin.display(description=_("alternative text in"))
    def described_in(self, image):
        lacking = image.lacks_alt(LANGUAGES)
        return ", ".join(code for code in LANGUAGES if code not in lacking) or "–"

    @admin.display(description=_("preview"))
    def preview(self, image):
        if image.has_new_file:  # which waits until the other fields are mended
            shown = "hidden"
            words = _("The chosen file will be shown here once it is saved.")
        elif image.file:
            shown = format_html('src="{}"', image.file.url)
            words = _("Click the part that must stay visible when the image is cropped.")
        else:
            shown = "hidden"
            words = _(
                "Choose a file to see it here, then click the part that must stay visible when "
                "the image is cropped."
            )
        return format_html(
            '<div class="preview"><img alt="" {}></div><p class="help">{}</p>', shown, words
        )

    @admin.display(description=_("used in"))
    def used_in(self, image):
        """List the first records that show the image, with links to their forms, if visible."""
        uses = [*dict.fromkeys(islice(image.uses(), MOST_USES + 1))]
        shown, others = split_by_view(image.shown_to, uses[:MOST_USES])
        rows = [
            (
                capfirst(record._meta.verbose_name),
                reverse(
                    f"admin:{record._meta.app_label}_{record._meta.model_name}_change",
                    args=[record.pk],
                ),
                record,
            )
            for record in shown
        ]
        if not rows and not others:
            return _("Not used yet.")
        items = format_html_join("", '<li>{}: <a href="{}">{}</a></li>', rows)
        if others:
            items += format_html("<li>{}</li>", others)
        if len(uses) > MOST_USES:
            items += format_html("<li>{}</li>", _("and others"))
        return format_html('<ul class="uses">{}</ul>', items)
