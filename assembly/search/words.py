"""Words as search compares them: without case and accents, by stem, and names by sound.

Texts and queries are processed alike before they reach the database, so that every database
finds the same.
"""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer
from text_unidecode import unidecode

MAX_INDEXED = 200_000  # characters of a text that are indexed: PostgreSQL limits a vector to 1 MB
# Letters and digits with inner apostrophes: “Tat'yana”, but “Assembly's” gives “Assembly”.
WORD = re.compile(r"[^\W_]+(?:['’ʼ`](?!s\b)[^\W_]+)*")
# Where such a word may begin and end.
WORD_BEGINS = r"(?<![^\W_])(?<![^\W_]['’ʼ`])"
WORD_ENDS = r"(?![^\W_]|['’ʼ`](?!s\b)[^\W_])"
APOSTROPHE = re.compile("['’ʼ`]")
SHORT_I = "\u0438\u0306"  # й decomposed, which is a letter of its own
COMBINING = "".join(chr(code) for code in range(0x10000) if unicodedata.combining(chr(code)))
ACCENTS = re.compile(f"[{COMBINING}]")

# Words in nearly every text, ignored in queries.
STOP_WORDS = {
    *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it"),
    *("its", "of", "on", "or", "that", "the", "to", "was", "were", "will", "with"),
    *("а", "бы", "в", "во", "для", "до", "за", "и", "из", "или", "их", "к", "как", "ко", "на"),
    *("не", "но", "о", "об", "от", "по", "при", "с", "со", "то", "у", "что"),
}

# Spellings of sounds in Latin letters, each with its sign; the first match counts.
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
ONE_AT_A_TIME = Lock()  # a stemmer is not thread-safe


def fold_text(text):
    """Return a text in lower case without accents, ё included; only й stays."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).replace(SHORT_I, "й")
    return ACCENTS.sub("", apart)


def hyphenated_as_one(text):
    """Return the hyphenated words of a text, each as one word: “Abdul-Aziz” as “abdulaziz”."""
    parts = [words(part) for part in text.split()]
    return ["".join(part) for part in parts if len(part) > 1]


def words(text):
    """Return the folded words of a text: runs of letters and digits."""
    folded = fold_text(text[:MAX_INDEXED])[:MAX_INDEXED]
    found = WORD.findall(folded)
    return list(map(without_apostrophes, found)) if APOSTROPHE.search(folded) else found


def without_apostrophes(word):
    return APOSTROPHE.sub("", word)


@lru_cache(maxsize=20_000)
def stem(word, language):
    """Return the stem of a folded word; a word in another script is returned unchanged.

    Uses the Snowball stemmers that PostgreSQL has too. As in PostgreSQL's `russian` configuration,
    Latin words in Russian texts are stemmed as English.
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
