"""Checks of a publication's texts before publication."""

import re
from dataclasses import dataclass
from itertools import permutations

from django.db.models import BooleanField
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from assembly.core.addresses import complete_address
from assembly.core.fields import RichTextField
from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES, in_any_language
from assembly.core.registry import Registry
from assembly.text.outline import read_html, read_plain_text
from assembly.text.punctuation import unpaired_marks
from assembly.text.scripts import MIN_LETTERS, is_foreign, letter_count, numbers_in

from .finding import Finding, first_few

LONGEST_TITLE = 100  # characters; search engines truncate longer titles
SHORTEST_SUMMARY, LONGEST_SUMMARY = 40, 300  # characters

# Link texts that do not say where the link leads.
VAGUE = {"here", "click here", "this", "link", "this link", "more", "read more"}
VAGUE |= {"тут", "здесь", "сюда", "нажмите здесь", "ссылка", "по ссылке", "подробнее"}

NEAR = 60  # characters on both sides of a double space, to find it by
DOUBLE_SPACE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")


PUBLICATION_CHECKS = Registry()  # functions of a publication that yield its `Finding`s


@dataclass(frozen=True)
class WrittenText:
    """A field's text in one language, and its outline."""

    language: str
    field: str
    text: str
    rich: bool
    blocks: list
    links: list

    @property
    def words(self):
        return "\n".join(block.text for block in self.blocks)

    def finding(self, text, *, serious=False):
        return Finding(self.language, self.field, text, serious)


def findings(publication):
    """Return the findings in each language that has any text."""
    texts = {}
    for language in LANGUAGES:
        fields = texts_in(publication, language)
        if any(one.text for one in fields.values()):
            texts[language] = fields
    found = []
    for fields in texts.values():
        for one in fields.values():
            found += [finding for check in TEXT_CHECKS for finding in first_few(check(one))]
    found += [finding for check in PUBLICATION_CHECKS for finding in check(publication)]
    return list(dict.fromkeys([*found, *check_numbers(texts)]))


def texts_in(publication, language):
    """Return the `WrittenText`s of a publication in a language, by name of field."""
    names = translator.get_options_for_model(type(publication)).fields
    found = {}
    for name in names:
        if isinstance(publication._meta.get_field(name), BooleanField):
            continue
        rich = isinstance(publication._meta.get_field(name), RichTextField)
        text = getattr(publication, build_localized_fieldname(name, language)) or ""
        blocks, links = read_html(text) if rich else (read_plain_text(text), [])
        found[name] = WrittenText(language, name, text, rich, blocks, links)
    return found


def excerpt(text):
    """Return the beginning of a text, for staff to find it by."""
    words = text.split(maxsplit=6)
    return Truncator(" ".join(words[:6]) + "…" * (len(words) > 6)).chars(80, truncate="…")


def check_title(written):
    length = len(written.text)
    if written.field == "title" and length > LONGEST_TITLE:
        text = _(
            "The title has %(length)d characters; search engines cut off titles after %(limit)d. "
            "Shorten it."
        )
        yield written.finding(text % {"length": length, "limit": LONGEST_TITLE})


def check_summary(written):
    length = len(written.text)
    if written.field != "summary" or SHORTEST_SUMMARY <= length <= LONGEST_SUMMARY:
        return
    if not length:
        text = _("There is no summary. Write one or two sentences for lists and search engines.")
    elif length < SHORTEST_SUMMARY:
        text = _(
            "The summary has %(length)d characters. Extend it: use %(shortest)d to %(longest)d."
        )
    else:
        text = _(
            "The summary has %(length)d characters. Shorten it: use %(shortest)d to %(longest)d."
        )
    limits = {"shortest": SHORTEST_SUMMARY, "longest": LONGEST_SUMMARY}
    yield written.finding(text % {"length": length, **limits})


def check_headings(written):
    """Yield empty headings, and second-level headings before any first-level one."""
    before = set()
    for block in written.blocks:
        if block.tag not in {"h2", "h3"}:
            continue
        if not block.text.strip():
            text = _("A heading is empty. Add text, or change it to a paragraph and delete it.")
            yield written.finding(text, serious=True)
        elif block.tag == "h3" and "h2" not in before:
            text = _(
                "“%(heading)s” is set as Heading 3, but there is no Heading 2 before it. Change "
                "it to Heading 2."
            )
            yield written.finding(text % {"heading": excerpt(block.text)})
        before.add(block.tag)


def check_empty_paragraphs(written):
    last = ""
    for block in written.blocks:
        if block.tag == "p" and not block.text.strip():
            text = _("There is an empty paragraph after “%s”. Delete it.") % last
            yield written.finding(
                text if last else _("There is an empty paragraph at the beginning. Delete it.")
            )
        last = excerpt(block.text) or last


def check_link_addresses(written):
    """Yield links that lead nowhere, which came in before forms refused them."""
    for link in written.links:
        if complete_address(link.address) is None:
            text = _(
                "The link “%(words)s” leads to “%(address)s”, which is no address. Type a whole "
                "one, or remove the link."
            )
            values = {"words": excerpt(link.words), "address": link.address[:100]}
            yield written.finding(text % values, serious=True)


def check_link_texts(written):
    """Yield links whose text does not say where they lead."""
    for link in written.links:
        words = " ".join(link.words.split())
        if not words:
            text = _("The link to %s has no text. Add text or delete the link.") % link.address
            yield written.finding(text, serious=True)
        elif words.strip(" .,:;!…»«“”\"'").casefold() in VAGUE:
            text = _(
                "The link text “%s” does not say where the link leads. Name the page it opens."
            )
            yield written.finding(text % words)
        elif words.startswith(("http://", "https://", "www.")) or without_scheme(
            words
        ) == without_scheme(link.address):
            text = _("The link text “%s” is a bare address. Name the page it opens instead.")
            yield written.finding(text % excerpt(words))


def without_scheme(address):
    """Return an address without its scheme, as people write it."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def check_marks(written):
    """Yield unpaired quotation marks and brackets."""
    found = dict.fromkeys(unpaired_marks([block.text for block in written.blocks]))
    for paragraph, mark in found:  # each mark once a paragraph
        text = _(
            "A %(mark)s in “%(text)s” has no matching mark. Add the missing one or delete this one."
        )
        yield written.finding(text % {"mark": mark, "text": excerpt(paragraph)})


def check_spaces(written):
    number = sum(len(DOUBLE_SPACE.findall(block.text)) for block in written.blocks)
    if not number:
        return
    places = ((block.text, DOUBLE_SPACE.search(block.text)) for block in written.blocks)
    before, after = next(
        (text[max(match.start() - NEAR, 0) : match.start()], text[match.end() :][:NEAR])
        for text, match in places
        if match
    )
    text = ngettext(
        "There is a double space in “%(place)s”. Delete the extra space.",
        "There are %(number)d double spaces, the first in “%(place)s”. Delete the extra spaces.",
        number,
    )
    place = before.split()[-1] + " " + after.split()[0]
    yield written.finding(text % {"number": number, "place": place})


def check_script(written):
    """Yield texts, or paragraphs, in the script of another language."""
    text = _(
        "“%s” is written in the alphabet of another language. Translate it or move it to "
        "that language."
    )
    if is_foreign(written.words, written.language):
        yield written.finding(text % excerpt(written.words))
        return
    for block in written.blocks:
        if letter_count(block.text) >= MIN_LETTERS and is_foreign(block.text, written.language):
            yield written.finding(text % excerpt(block.text))


# The checks of each single text.
TEXT_CHECKS = [
    check_title,
    check_summary,
    check_headings,
    check_empty_paragraphs,
    check_link_addresses,
    check_link_texts,
    check_marks,
    check_spaces,
    check_script,
]


def check_images(publication):
    """Yield images without alternative text in a language of the publication."""
    for image in publication.images():
        for language in image.lacks_alt(publication.written_languages):
            if name := in_any_language(image, "alt"):
                text = _("The image “%s” has no alternative text. Describe what it shows.") % name
            else:
                text = _("The main image has no alternative text. Describe what it shows.")
            yield Finding(language, "images", text, serious=True)


PUBLICATION_CHECKS.register(check_images)


def check_numbers(texts):
    """Yield numbers in rich text that are missing in another language."""
    for theirs, ours in permutations(texts.values(), 2):
        for name, own in ours.items():
            other = theirs[name]
            if not (own.rich and own.text and other.text):
                continue
            known = numbers_in(own.words)
            missing = [
                typed for digits, typed in numbers_in(other.words).items() if digits not in known
            ]
            if missing:
                text = _(
                    "Numbers that appear in the other language (%(language)s) but not here: "
                    "%(figures)s. Compare the two texts."
                )
                language = language_name(other.language)
                words = {"language": language, "figures": ", ".join(missing)}
                yield own.finding(text % words)
