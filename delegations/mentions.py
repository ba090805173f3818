"""Finds the people and delegations that a text mentions, in any language and Russian case."""

from collections import defaultdict

from assembly.core.languages import per_language

from .declension import same_name, same_word
from .models import Delegation, Person
from .word_index import WordIndex, folded_words

# Letters of the stem that two forms must share: of a name alone, and of a name among others.
ALONE, TOGETHER = 4, 3

# Words that begin names of many states and parliaments, before the distinctive part.
COMMON = {"the", "of", "republic", "state", "parliament", "national", "federal", "supreme"}
COMMON |= {"assembly", "council", "республика", "государство", "парламент", "национальное"}
COMMON |= {"федеральное", "верховное", "верховный", "собрание", "совет"}


def named_in(texts):
    """Return the people and the delegations that texts, rich or plain, mention: two lists.

    People with the same name are all returned, for the editor to choose from.
    """
    texts = list(texts)
    return _people(WordIndex(texts)), _delegations(WordIndex(apart(text) for text in texts))


def apart(text):
    """Return a text with hyphenated countries, as in “Belarus-Russia”, split into words."""
    return text.replace("-", " ")


def _people(words):
    """Return the people mentioned by full name, or by a family name that nobody else has."""
    people = list(people_spelt_like(words))
    families = _families_of_one(people)
    return [
        person
        for person in people
        if any(words.have(family, ALONE) for family in families[person])
        or any(
            words.have_together(folded_words(name), TOGETHER)
            for name in _names(person, "name", "sort_name")
        )
    ]


def people_spelt_like(words):
    """Return the people with a name that begins like some word, to look closer.

    All whom such a family name could be confused with are among them.
    """
    columns = [*per_language("name"), *per_language("sort_name")]
    names = Person.objects.order_by().values_list("pk", *columns)
    found = [pk for pk, *own in names if words.have_beginning("\n".join(filter(None, own)))]
    return Person.objects.filter(pk__in=found)


def _families_of_one(people):
    """Return the family names by person that cannot be confused with another person's."""
    alike = defaultdict(list)  # by the letters that all forms of a name share
    for person in people:
        for sort_name in _names(person, "sort_name"):
            family, comma, _given = sort_name.partition(",")
            if name := folded_words(family) if comma else folded_words(family)[:1]:
                alike[name[0][:TOGETHER]].append((person, name))
    found = defaultdict(list)
    for several in alike.values():
        for person, name in several:
            if all(person == other or not same_name(name, its, ALONE) for other, its in several):
                found[person].append(name)
    return found


def _delegations(words):
    """Return the delegations mentioned by the country's name in their title or parliament."""
    return [
        delegation
        for delegation in Delegation.objects.prefetch_related("parliament_names")
        if any(
            words.have(_own(folded_words(apart(name))), ALONE)
            for record, field in [
                (delegation, "title"),
                *((state, "parliament") for state in delegation.parliament_names.all()),
            ]
            for name in _names(record, field)
        )
    ]


def _names(record, *fields):
    """Return a record's values of these fields in all languages."""
    columns = [column for field in fields for column in per_language(field)]
    return [getattr(record, column) or "" for column in columns]


def _own(name):
    """Return a name without leading common words."""
    own = list(name)
    while own and any(same_word(own[0], word, ALONE) for word in COMMON):
        own.pop(0)
    return own
