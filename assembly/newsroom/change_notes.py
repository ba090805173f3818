"""Differences between two texts that words do not show, as sentences for staff."""

import unicodedata

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

LONGEST_WORDS = 120  # characters of a text in a note

MARKS = {
    "strong": gettext_lazy("bold"),
    "em": gettext_lazy("italic"),
    "sup": gettext_lazy("superscript"),
    "sub": gettext_lazy("subscript"),
    "a": gettext_lazy("link"),
}
BLOCKS = {
    "p": gettext_lazy("paragraph"),
    "blockquote": gettext_lazy("quotation"),
    "caption": gettext_lazy("caption of a table"),
    "th": gettext_lazy("header cell of a table"),
    "td": gettext_lazy("cell of a table"),
}
LISTS = {
    "ul": gettext_lazy("item of a bulleted list"),
    "ol": gettext_lazy("item of a numbered list"),
}
# What people type or paste without seeing it.
INVISIBLE = {
    "\t": gettext_lazy("tab"),
    "\n": gettext_lazy("line feed"),
    "\u00a0": gettext_lazy("no-break space"),
    "\u00ad": gettext_lazy("soft hyphen"),
    "\u200b": gettext_lazy("zero-width space"),
    "\u200c": gettext_lazy("zero-width non-joiner"),
    "\u200d": gettext_lazy("zero-width joiner"),
    "\u2009": gettext_lazy("thin space"),
    "\u202f": gettext_lazy("narrow no-break space"),
    "\u2060": gettext_lazy("word joiner"),
    "\ufeff": gettext_lazy("zero-width no-break space"),
}
# Categories of Unicode without a visible sign of their own: see its Standard Annex 44.
UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}


def note_text(note):
    """Return a `Note` on two texts as a sentence."""
    words = Truncator(name_invisible(note.words)).chars(LONGEST_WORDS, truncate="…")
    values = {"words": words, "before": note.before, "after": note.after}
    return SENTENCES[note.kind](values)


def name_invisible(text):
    """Return a text with the names of invisible characters in their places."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"⟨{character_name(one)}⟩" if one not in " \n" and _is_unseen(one) else one for one in text
    )


def _is_unseen(character):
    return unicodedata.category(character) in UNSEEN


def character_name(character):
    named = INVISIBLE.get(character) or unicodedata.name(character, "").lower()
    return str(named) or f"U+{ord(character):04X}"


def _mark(values):
    before, after = values["before"], values["after"]
    name = MARKS.get(after or before) or f"<{after or before}>"
    text = _("Added %(mark)s: “%(words)s”") if after else _("Removed %(mark)s: “%(words)s”")
    return text % {"mark": name, "words": values["words"]}


def _extent(values):
    name = MARKS.get(values["after"]) or f"<{values['after']}>"
    text = _("Another part of the word is now %(mark)s: “%(words)s”")
    return text % {"mark": name, "words": values["words"]}


def _link(values):
    if not values["before"]:
        text = _("Added a link from “%(words)s” to %(after)s")
    elif not values["after"]:
        text = _("Removed the link from “%(words)s” to %(before)s")
    else:
        text = _("The link from “%(words)s” led to %(before)s and now leads to %(after)s")
    return text % values


def _block(values):
    after = block_label(values["after"])
    before = values["before"] and block_label(values["before"])
    if before is None:
        text = _("Added as %(after)s: “%(words)s”")
    elif before == after:
        text = _("Moved within lists, quotations or tables: “%(words)s”")
    else:
        text = _("%(before)s became %(after)s: “%(words)s”")
    values = {"before": before, "after": after, "words": values["words"]}
    return capfirst(text % values)


def block_label(path):
    """Return what readers call a block, by its path as tokens have it."""
    tags = [tag.removeprefix("+") for tag in path[1:]]
    lists = [tag for tag in tags if tag in LISTS]
    inner = tags[-1] if tags else "p"
    if inner[:1] == "h" and inner[1:].isdigit():
        return _("heading %(level)s") % {"level": inner[1:]}
    table = [tag for tag in tags if tag in {"caption", "td", "th"}]
    if table:
        return str(BLOCKS[table[-1]])
    if len(lists) > 1:
        level = {"item": LISTS[lists[-1]], "level": len(lists)}
        return _("%(item)s, level %(level)d") % level
    if lists:
        return str(LISTS[lists[-1]])
    if "blockquote" in tags:
        return str(BLOCKS["blockquote"])
    return str(BLOCKS.get(inner) or f"<{inner}>")


def _space(values):
    texts = {name: space_label(values[name]) for name in ["before", "after"]}
    text = _("In “%(words)s”, the space has changed: it was %(before)s and is now %(after)s")
    return text % {"words": values["words"].replace("\n", " "), **texts}


def space_label(space):
    """Return white space in words, such as "2 spaces" or "no-break space"."""
    if not space:
        return _("none")
    if not space.strip(" "):
        text = ngettext("%(number)d space", "%(number)d spaces", len(space))
        return text % {"number": len(space)}
    names = [_("space") if one == " " else character_name(one) for one in space[:5]]
    return ", ".join([*names, "…"] if len(space) > len(names) else names)


def _start(values):
    text = _("The list “%(words)s” was numbered from %(before)s and is now numbered from %(after)s")
    return text % values


def _type(values):
    text = _("The list “%(words)s” was numbered like %(before)s and is now numbered like %(after)s")
    return text % values


def _columns(values):
    text = _("Columns that the cell “%(words)s” takes: %(before)s became %(after)s")
    return text % values


def _rows(values):
    return _("Rows that the cell “%(words)s” takes: %(before)s became %(after)s") % values


def _code(values):
    text = _("The HTML code has changed: it was %(before)s and is now %(after)s")
    return text % {name: name_invisible(values[name]) for name in ["before", "after"]}


def _more(values):
    number = values["after"]
    text = ngettext(
        "%(number)d more change of formatting", "%(number)d more changes of formatting", number
    )
    return text % {"number": number}


SENTENCES = {
    "mark": _mark,
    "extent": _extent,
    "link": _link,
    "block": _block,
    "space": _space,
    "start": _start,
    "type": _type,
    "colspan": _columns,
    "rowspan": _rows,
    "code": _code,
    "more": _more,
}
