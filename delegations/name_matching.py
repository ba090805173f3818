"""Finds the people whose names are on a list, in any language, order and Russian case."""

from collections import defaultdict

from assembly.core.languages import per_language

from .declension import same_word
from .mentions import TOGETHER, people_spelt_like
from .word_index import KEY, WordIndex, folded_words


def people_named(names):
    """Return, for each of these names, the people who may have it, the likeliest first."""
    people = list(people_spelt_like(WordIndex(names)))
    own = {person: _names_of(person) for person in people}
    by_beginning = defaultdict(dict)  # people in order, by the first letters of their names
    for person in people:
        for name in own[person]:
            for word in name:
                by_beginning[word[:KEY]][person] = None
    found = []
    for name in names:
        words = tuple(folded_words(name))
        candidates = {one: None for word in words for one in by_beginning.get(word[:KEY], ())}
        alike = [one for one in candidates if any(are_alike(words, its) for its in own[one])]
        found.append(sorted(alike, key=lambda one: not is_exactly(words, own[one])))
    return found


def _names_of(person):
    columns = [*per_language("name"), *per_language("sort_name")]
    texts = [getattr(person, column) or "" for column in columns]
    texts += person.also_known_as.splitlines()
    return {tuple(folded_words(text)) for text in texts if text}


def is_exactly(words, names):
    """Return whether a person has a name of just these words, in any order."""
    return any(sorted(words) == sorted(name) for name in names)


def are_alike(words, other):
    """Return whether each word of the shorter name stands in the longer one, in some case.

    Initials count as words. At least two words are alike, one of them not an initial; or the only
    ones.
    """
    short, long = sorted([words, other], key=len)
    left, whole = list(long), 0
    # Whole words first, so that an initial takes none of them.
    for word in sorted(short, key=len, reverse=True):
        match = next((its for its in left if same_word(word, its, TOGETHER)), None)
        if match is None:
            match = next((its for its in left if _is_initial(word, its)), None)
        if match is None:
            return False
        whole += len(word) > 1 and len(match) > 1
        left.remove(match)
    return whole > 0 and (len(short) > 1 or len(long) == 1)


def _is_initial(one, other):
    return one[:1] == other[:1] and 1 in {len(one), len(other)}
