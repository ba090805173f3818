"""An index of the words of texts, for finding names."""

import re
from collections import defaultdict

from assembly.text.outline import read_html

from .declension import fold_name, same_word

NAME_PART = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
NAME_WORD = re.compile(
    rf"{NAME_PART}(?:-{NAME_PART})*"
)  # “Petrov-Kogut” is one word and does not match “Kogut”
POSSESSIVE = re.compile(r"['’]s$")
KEY = 3  # letters of the index key; no stem is shorter


def split_words(text):
    """Return the words of a text as typed, without possessive endings."""
    return [POSSESSIVE.sub("", word) for word in NAME_WORD.findall(text)]


def folded_words(text):
    return [fold_name(word) for word in split_words(text)]


class WordIndex:
    """The words of texts, rich or plain, found in any inflected form."""

    def __init__(self, texts):
        self.typed = []
        for text in texts:
            for block in read_html(text)[0]:
                self.typed += [
                    *split_words(block.text),
                    "",
                ]  # so that no name spans paragraphs
        self.folded = [fold_name(word) for word in self.typed]
        # The places of each different word, by its first letters.
        self.places = defaultdict(lambda: defaultdict(set))
        for place, word in enumerate(self.folded):
            self.places[word[:KEY]][word].add(place)

    def have_beginning(self, names):
        """Return whether some word begins like a word of these names, as all that match do."""
        return any(word[:KEY] in self.places for word in NAME_WORD.findall(fold_name(names)))

    def find(self, word, stem):
        """Return the positions of a word."""
        alike = self.places.get(word[:KEY], {})
        return set().union(*(places for its, places in alike.items() if same_word(word, its, stem)))

    def have(self, name, stem):
        """Return whether the words of a name occur in sequence, the first capitalised."""
        if not name:
            return False
        first, *others = name
        found = {place for place in self.find(first, stem) if self.typed[place][0].isupper()}
        for distance, word in enumerate(others, start=1):
            found &= {place - distance for place in self.find(word, stem)}
        return bool(found)

    def have_together(self, name, stem):
        """Return whether the words of a name of several words occur together, in any order.

        One more word may be between them, such as a patronymic.
        """
        if len(name) < 2:
            return False
        places = [self.find(word, stem) for word in name]
        if not all(places):
            return False
        for start in set().union(*places):
            near = range(start, start + len(name) + 1)
            if "" in self.folded[start : near.stop]:
                near = range(start, self.folded.index("", start))
            found = [its.intersection(near) for its in places]
            if all(found) and len(set().union(*found)) >= len(name):
                return True
        return False
