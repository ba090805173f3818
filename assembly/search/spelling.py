"""Names that sound like a word of a query, or nearly so.

Names within a few letters are found as in SymSpell (Garbe, 2012): two words that differ by up to
two letters become equal if up to two letters are left out of each. Every sound is stored with what
is left of its beginning then, so that the work does not grow with the number of names.
"""

from collections import defaultdict
from itertools import combinations

from django.db import connection
from rapidfuzz.distance import OSA

from .models import SearchName, SearchSpelling, SearchVariant
from .words import hyphenated_as_one, sound, words

MIN_SIMILARITY = 0.5  # of two words that may be spellings of one name
BEGINNING = 7  # letters of a sound that count in its variants
MOST_SPELLINGS = 500  # looked at for one query


def spellings(texts):
    """Return pairs of how a word of the title may sound, and the word as the title spells it.

    Other spellings with as many words as the title are compared word by word; words that sound at
    least half alike count as the same. Without other spellings there are no pairs.
    """
    found, own = {}, words(texts.title)
    for name in [texts.title, *texts.spellings] if texts.spellings else []:
        other = words(name)
        if len(other) == len(own):
            pairs = [
                *zip(other, own, strict=True),
                *zip(hyphenated_as_one(name), hyphenated_as_one(texts.title), strict=False),
            ]
            for its, word in pairs:
                if OSA.normalized_similarity(sound(its), sound(word)) >= MIN_SIMILARITY:
                    found.setdefault(sound(its), word)
    return {(said[:200], word[:200]) for said, word in found.items()}


def add_names(found):
    """Index the names of documents: pairs of a document and its `spellings`."""
    pairs = sorted({pair for _document, its in found for pair in its})
    if not pairs:
        return
    SearchSpelling.objects.bulk_create(
        [SearchSpelling(sound=said, word=word) for said, word in pairs], ignore_conflicts=True
    )
    sounds = sorted({said for said, _word in pairs})
    SearchVariant.objects.bulk_create(
        [
            SearchVariant(variant=variant, sound=said)
            for said in sounds
            for variant in sorted(variants(said, _wrong_letters(len(said) + 2)))
        ],
        ignore_conflicts=True,
    )
    keys = {
        (one.sound, one.word): one.pk for one in SearchSpelling.objects.filter(sound__in=sounds)
    }
    SearchName.objects.bulk_create(
        SearchName(document=document, spelling_id=keys[pair])
        for document, its in found
        for pair in sorted(its)
    )


def variants(said, left_out):
    """Return the beginning of a sound, and what remains without up to `left_out` of its letters."""
    beginning = said[:BEGINNING]
    return {
        "".join(kept)
        for number in range(left_out + 1)
        for kept in combinations(beginning, max(len(beginning) - number, 0))
    }


def _wrong_letters(length):
    """Return how many letters may be wrong in a sound of a length: fewer in short ones."""
    return 0 if length < 4 else 1 if length < 7 else 2


# The names with a variant, those that sound exactly as asked first.
NEAR = """
SELECT sound, word FROM assembly_searchspelling
WHERE sound IN (SELECT sound FROM assembly_searchvariant WHERE variant IN ({variants}))
AND EXISTS (
    SELECT 1 FROM assembly_searchname
    JOIN assembly_searchdocument ON assembly_searchdocument.id = document_id
    WHERE spelling_id = assembly_searchspelling.id AND {condition}
)
ORDER BY CASE WHEN sound IN ({sounds}) THEN 0 ELSE 1 END, sound, word LIMIT {most}
"""


class Names:
    """The names that sound like words of a query, or nearly so, in documents of a `Condition`."""

    def __init__(self, question_words, condition):
        self.sounds = {sound(word) for word in question_words}
        self.words = defaultdict(list)  # by sound
        near = {
            variant for said in self.sounds for variant in variants(said, _wrong_letters(len(said)))
        }
        if near:
            sql = NEAR.format(
                variants=", ".join(["%s"] * len(near)),
                condition=condition.sql,
                sounds=", ".join(["%s"] * len(self.sounds)),
                most=MOST_SPELLINGS,
            )
            with connection.cursor() as cursor:
                cursor.execute(sql, [*near, *condition.parameters, *self.sounds])
                for said, word in cursor.fetchall():
                    self.words[said].append(word)

    def alike(self):
        """Return the spellings of names that sound like words of the query, by sound."""
        return {said: self.words[said] for said in self.sounds if said in self.words}

    def nearest(self, word):
        """Return the spellings of the nearest-sounding names, if they are near enough."""
        said = sound(word)
        allowed = _wrong_letters(len(said))
        distances = {its: OSA.distance(said, its, score_cutoff=allowed) for its in self.words}
        least = min(distances.values(), default=0)
        if not 0 < least <= allowed:
            return []
        near = {its for its, distance in distances.items() if distance == least}
        return sorted({word for its in near for word in self.words[its]})
