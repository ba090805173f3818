"""What a reader asks: words and phrases that are wanted, and those that are not."""

import re
from dataclasses import dataclass, field

from .words import STOP_WORDS, hyphenated_as_one, sound, stem, words

STRAIGHT_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"'))
QUESTION_PART = re.compile(r'(?<!\S)([-–−]?)(?:"([^"]*)"|(\S+))')


@dataclass
class Question:
    """Each wanted part is a list of alternatives, each of these a tuple of words in a row."""

    wanted: list = field(default_factory=list)
    without: list = field(default_factory=list)

    def single_words(self):
        """Return the words that stand alone, which may be names."""
        phrases = [phrase for several in self.wanted for phrase in several] + self.without
        return {phrase[0] for phrase in phrases if len(phrase) == 1}

    def spelt(self, spellings):
        """Return the question with other spellings of its words, given as lists by their sound."""

        def spell(phrase):
            others = spellings.get(sound(phrase[0]), []) if len(phrase) == 1 else []
            return [phrase, *((word,) for word in others if word != phrase[0])]

        def spell_all(phrases):
            return [one for phrase in phrases for one in spell(phrase)]

        return Question([spell_all(several) for several in self.wanted], spell_all(self.without))

    def stems(self, language):
        """Return the stems of all words that are wanted."""
        return {
            stem(word, language) for several in self.wanted for phrase in several for word in phrase
        }


def parse_question(text):
    """Return the `Question` that a text asks, as search engines read it.

    Quotes hold a phrase together, and so does a hyphen; a minus excludes what follows it. Open
    quotes, operators alone and little words ask for nothing.
    """
    question = Question()
    for minus, phrase, word in QUESTION_PART.findall(text.translate(STRAIGHT_QUOTES)):
        asked = tuple(words(phrase or word))
        if not asked or STOP_WORDS.issuperset(asked):
            continue
        alike = [asked, *((one,) for one in hyphenated_as_one(word))]
        if minus:
            question.without += alike
        else:
            question.wanted.append(alike)
    return question
