from django import template

register = template.Library()


@register.inclusion_tag("includes/picture.html")
def picture(image, sizes, lazy=False):
    """Show an image as AVIF or WebP of the width that fits, else as the format kept of it.

    `sizes` says how wide it stands on the page, as in HTML. Where site.css crops it, the focal
    point stays, to the nearest 10 %.
    """
    return {
        "image": image,
        "sources": [(kind, image.srcset(kind)) for kind in ["avif", "webp"]],
        "sizes": sizes,
        "focal_x": round(image.focal_x, -1),
        "focal_y": round(image.focal_y, -1),
        "lazy": lazy,
    }
