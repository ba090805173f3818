"""What the rich text editor can make, and the sanitiser that removes everything else."""

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

# Letters and tags together, of one text: about 500 printed pages.
MAX_CHARACTERS = 1_000_000

_clean = create_sanitizer(EXTENSIONS)


def sanitise_html(html):
    """Return HTML without anything that the editor's toolbar cannot make.

    HTML without text, such as the empty paragraph of an untouched editor, becomes "".
    """
    html = _clean(html)
    return html if unescape(strip_tags(html)).strip() else ""
