"""Words as search compares them: without case and accents, by their stems, names by their sound.

Texts and questions go through the same steps before any database sees them, so that every database
compares alike.
"""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer
from text_unidecode import unidecode

MAX_INDEXED = 200_000  # characters of a text that are indexed: PostgreSQL takes a vector of 1 MB
# Letters and digits, with apostrophes among them: “Tat'yana”, but “Assembly's” is “Assembly”.
WORD = re.compile(r"[^\W_]+(?:['’ʼ`](?!s\b)[^\W_]+)*")
APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`"))
SHORT_I = "\u0438\u0306"  # й as Unicode takes it apart, though it is a letter of its own
ACCENTS = dict.fromkeys(code for code in range(0x10000) if unicodedata.combining(chr(code)))

# Little words that stand in nearly every text; a question finds nothing by them.
STOP_WORDS = {
    *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it"),
    *("its", "of", "on", "or", "that", "the", "to", "was", "were", "will", "with"),
    *("а", "бы", "в", "во", "для", "до", "за", "и", "из", "или", "их", "к", "как", "ко", "на"),
    *("не", "но", "о", "об", "от", "по", "при", "с", "со", "то", "у", "что"),
}

# How names are spelt in Latin letters, each sound to one sign; the first that fits counts.
SOUNDS = [
    ("shch|sch|sh", "S"),
    ("tch|ch", "C"),
    ("zh", "Z"),
    ("kh", "h"),
    ("ts|tz|cz", "T"),
    ("ph", "f"),
    ("ck|c|q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("ou", "u"),
    ("i?[yij]o|i?[yj]e", "e"),
    ("i?[yij]a", "a"),
    ("i?[yij]u", "u"),
    ("[yj]", "i"),
    ("'", ""),
]
SOUND = re.compile("|".join(f"({spelling})" for spelling, _sign in SOUNDS))
SIGNS = [sign for _spelling, sign in SOUNDS]
DOUBLED = re.compile(r"(.)\1+")

STEMMERS = {"en": snowballstemmer.stemmer("english"), "ru": snowballstemmer.stemmer("russian")}
ONE_AT_A_TIME = Lock()  # a stemmer holds the word that it works on


def fold_text(text):
    """Return a text without case and accents, ё too; only й stays."""
    apart = unicodedata.normalize("NFKD", text.casefold()).replace(SHORT_I, "й")
    return apart.translate(ACCENTS)


def hyphenated_as_one(text):
    """Return as one word each that a hyphen joins: “Abdul-Aziz” is “abdulaziz” too."""
    parts = [words(part) for part in text.split()]
    return ["".join(part) for part in parts if len(part) > 1]


def words(text):
    """Return the folded words of a text: letters and digits, whatever stands between them."""
    found = WORD.findall(fold_text(text[:MAX_INDEXED])[:MAX_INDEXED])
    return [word.translate(APOSTROPHES) for word in found]


@lru_cache(maxsize=20_000)
def stem(word, language):
    """Return what the forms of a folded word share; a word of another alphabet as it is.

    These are the Snowball stemmers, which PostgreSQL has too; like its configuration `russian`,
    Russian stems Latin words as English ones.
    """
    if language == "ru" and word.isascii():
        language = "en"
    stemmer = STEMMERS.get(language)
    if stemmer is None:
        return word
    with ONE_AT_A_TIME:
        return stemmer.stemWord(word)


def sound(word):
    """Return how a name sounds, however it is spelt in Latin or Cyrillic letters.

    “Rogalyov”, “Rogaliov”, “Rogalev” and «Рогалёв» sound alike.
    """
    latin = unidecode(fold_text(word)).casefold()
    return DOUBLED.sub(r"\1", SOUND.sub(lambda found: SIGNS[found.lastindex - 1], latin))
