"""The parsed query: words and phrases to find, and those to exclude."""

import re
from dataclasses import dataclass, field

from .words import STOP_WORDS, hyphenated_as_one, sound, stem, words

STRAIGHT_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"'))
QUESTION_PART = re.compile(r'(?<!\S)([-–−]?)(?:"([^"]*)"|(\S+))')


@dataclass
class Question:
    """A parsed query. Each wanted part is a list of alternative phrases, each a tuple of words."""

    wanted: list = field(default_factory=list)
    without: list = field(default_factory=list)

    def single_words(self):
        """Return the words that are not part of a phrase, and so may be names."""
        phrases = [phrase for several in self.wanted for phrase in several] + self.without
        return {phrase[0] for phrase in phrases if len(phrase) == 1}

    @property
    def has_phrases(self):
        return any(
            len(phrase) > 1 for several in [*self.wanted, self.without] for phrase in several
        )

    def loosened(self):
        """Return a query that finds all that this finds, and whose phrases are only words.

        What it finds may also contain an excluded phrase.
        """
        return Question(self.wanted, [phrase for phrase in self.without if len(phrase) == 1])

    def spelt(self, spellings):
        """Return the query with alternative spellings added; `spellings` maps sounds to lists."""

        def spell(phrase):
            others = spellings.get(sound(phrase[0]), []) if len(phrase) == 1 else []
            return [phrase, *((word,) for word in others if word != phrase[0])]

        def spell_all(phrases):
            return [one for phrase in phrases for one in spell(phrase)]

        return Question([spell_all(several) for several in self.wanted], spell_all(self.without))

    def stems(self, language):
        """Return the stems of all wanted words."""
        return {
            stem(word, language) for several in self.wanted for phrase in several for word in phrase
        }


def parse_question(text):
    """Parse a query as search engines do.

    Quotation marks and hyphens make a phrase; a minus excludes what follows it. Unclosed quotation
    marks, single operators and stop words are ignored.
    """
    question = Question()
    for minus, phrase, word in QUESTION_PART.findall(text.translate(STRAIGHT_QUOTES)):
        phrase_words = tuple(words(phrase or word))
        if not phrase_words or STOP_WORDS.issuperset(phrase_words):
            continue
        alike = [phrase_words, *((one,) for one in hyphenated_as_one(word))]
        if minus:
            question.without += alike
        else:
            question.wanted.append(alike)
    return question
