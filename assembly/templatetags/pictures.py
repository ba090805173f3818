from django import template

register = template.Library()


@register.inclusion_tag("includes/picture.html")
def picture(image, sizes, lazy=False):
    """Render an image as AVIF or WebP in a fitting width, with its main encoding as fallback.

    `sizes` is HTML's attribute. Where the stylesheet crops the image, the focal point stays
    visible, to the nearest 10 %.
    """
    return {
        "image": image,
        "sources": [(kind, image.srcset(kind)) for kind in ["avif", "webp"]],
        "sizes": sizes,
        "focal_x": round(image.focal_x, -1),
        "focal_y": round(image.focal_y, -1),
        "lazy": lazy,
    }
