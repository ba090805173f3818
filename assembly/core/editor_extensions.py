"""The extensions of the rich text editor that are our own, or that change the editor's."""

from django_prose_editor.config import html_tags
from js_asset import static_lazy

TABLE_TAGS = ["table", "caption", "thead", "tbody", "tr", "th", "td"]
SPANS = ["colspan", "rowspan"]

OUR_EXTENSIONS = [
    {
        "js": [static_lazy("assembly/editor/extensions.js")],
        "extensions": {
            "CleanPaste": html_tags([]),
            "Table": html_tags(TABLE_TAGS, {"th": ["scope", *SPANS], "td": SPANS}),
        },
    },
]
