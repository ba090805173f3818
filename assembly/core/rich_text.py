"""What the rich text editor can make, and the sanitiser that makes it of any other HTML."""

from functools import lru_cache

from django_prose_editor.fields import create_sanitizer

from .addresses import complete_address
from .html_tokens import read_attributes, tokens
from .html_tree import TreeBuilder
from .html_writing import write
from .plain_text import is_blank, without_controls

# Letters and tags together, of one text: about 500 printed pages.
MAX_CHARACTERS = 1_000_000

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto", "tel"],
        "defaultProtocol": "https",
    },
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "CleanPaste": {"longest": MAX_CHARACTERS},
}

_clean = create_sanitizer(EXTENSIONS)


def sanitise_html(html):
    """Return HTML of any origin as rich text that the editor's toolbar could have made.

    What the editor does not know is dropped, but its words stay, apart where they stood apart.
    HTML without text, such as the empty paragraph of an untouched editor, becomes "". The work
    grows with the length of the HTML only; the tree has what is written, and nh3 has the last word.
    """
    builder, has_text = TreeBuilder(), False
    for kind, value, attributes in tokens(html):
        if kind == "text":
            builder.text(value)
            has_text = has_text or not is_blank(value)
        elif kind == "start":
            builder.start(value, attributes)
        else:
            builder.end(value)
    return without_controls(_clean(write(builder.root))) if has_text else ""


def dead_links(html):
    """Return (words, address) of each link in sanitised HTML whose address leads nowhere."""
    found, words = [], None
    for kind, value, attributes in tokens(html):
        if kind == "text" and words is not None:
            words.append(value)
        elif (kind, value) == ("start", "a"):
            words, address = [], read_attributes(attributes).get("href", "")
        elif (kind, value) == ("end", "a") and words is not None:
            if complete_address(address) is None:
                found.append(("".join(words), address))
            words = None
    return found


# Texts are sanitised on their way to the database; this is for those that came there by SQL.
sanitised_html = lru_cache(maxsize=128)(sanitise_html)
