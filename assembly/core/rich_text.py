"""What the rich text editor can make, and the cleaning of all that claims to be made by it."""

from html import unescape

from django.utils.html import strip_tags
from django_prose_editor.fields import create_sanitizer

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "History": True,
}

_clean = create_sanitizer(EXTENSIONS)


def sanitise_html(html):
    """Return the HTML with all that the editor's toolbar cannot make taken out.

    A text without a letter, such as the empty paragraph that an untouched editor sends, is "".
    """
    html = _clean(html)
    return html if unescape(strip_tags(html)).strip() else ""
