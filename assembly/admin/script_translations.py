"""Translations for the admin's scripts."""

from django.utils.translation import gettext, gettext_noop
from django.views.i18n import JavaScriptCatalog

# The texts of the rich text editor, which has no translations of its own.
EDITOR_MESSAGES = [
    gettext_noop("Heading 2"),
    gettext_noop("Heading 3"),
    gettext_noop("Paragraph"),
    gettext_noop("heading 2"),
    gettext_noop("heading 3"),
    gettext_noop("paragraph"),
    gettext_noop("unordered list"),
    gettext_noop("ordered list"),
    gettext_noop("blockquote"),
    gettext_noop("bold"),
    gettext_noop("italic"),
    gettext_noop("subscript"),
    gettext_noop("superscript"),
    gettext_noop("Insert table"),
    gettext_noop("Add column"),
    gettext_noop("Delete column"),
    gettext_noop("Add row"),
    gettext_noop("Delete row"),
    gettext_noop("Delete table"),
    gettext_noop("Header row"),
    gettext_noop("Table caption"),
    gettext_noop("Caption"),
    gettext_noop("Images left out: %(number)s. Add them as images."),
    gettext_noop(
        "Nothing was pasted: the text has %(length)s characters, at most %(most)s fit. Paste it in "
        "parts, or attach it as a document."
    ),
    gettext_noop(
        "Files and images cannot be pasted into the text. Add them as images or attachments."
    ),
    gettext_noop("insert link"),
    gettext_noop("remove link"),
    gettext_noop("undo"),
    gettext_noop("redo"),
    gettext_noop("Address"),
    gettext_noop(
        "This is no address. Type a whole one, such as https://example.org/page or "
        "name@example.org."
    ),
    gettext_noop("Title"),
    gettext_noop("Edit Link"),
    gettext_noop("Update"),
    gettext_noop("Cancel"),
    gettext_noop("List properties"),
    gettext_noop("List type"),
    gettext_noop("Start at"),
    gettext_noop("Decimal numbers"),
    gettext_noop("Lowercase letters"),
    gettext_noop("Uppercase letters"),
    gettext_noop("Lowercase Roman numerals"),
    gettext_noop("Uppercase Roman numerals"),
]


class ScriptCatalog(JavaScriptCatalog):
    """The translations of Django's scripts and of the rich text editor."""

    packages = ["django.contrib.admin"]

    def get_catalog(self):
        return super().get_catalog() | {text: gettext(text) for text in EDITOR_MESSAGES}
