"""Images as HTML."""

from functools import lru_cache

from django.template.loader import render_to_string

from .models import Image


def picture_html(image, sizes, lazy=False):
    """Render an image as AVIF or WebP in a fitting width, with its main encoding as fallback.

    `sizes` is HTML's attribute. Where the stylesheet crops the image, the focal point stays
    visible, to the nearest 10 %.
    """
    drawn = {name: getattr(image, name) for name in Image.DRAWN}
    drawn |= {"file": image.file.name, "renditions": tuple(image.renditions)}
    return _rendered(image.alt or "", sizes, lazy, **drawn)


@lru_cache(maxsize=1000)
def _rendered(alt, sizes, lazy, **drawn):
    """Render a picture from all that it shows, which is therefore never out of date."""
    image = Image(**drawn)
    context = {
        "image": image,
        "alt": alt,
        "sources": [(kind, image.srcset(kind)) for kind in ["avif", "webp"]],
        "sizes": sizes,
        "focal_x": round(image.focal_x, -1),
        "focal_y": round(image.focal_y, -1),
        "lazy": lazy,
    }
    return render_to_string("includes/picture.html", context)
