"""Whether two words are forms of one, judged by the endings of Russian declensions."""

# The endings of one declension each, as they stand after the stem.
DECLENSIONS = [
    {"", "а", "у", "ом", "ым", "е"},  # Казахстан, Рогалев
    {"ь", "я", "ю", "ем", "е"},  # Игорь
    {"й", "я", "ю", "ем", "е", "и"},  # Сергей, Юрий
    {"а", "ы", "и", "у", "ой", "е"},  # Рогалева, Ольга
    {"я", "и", "ю", "ей", "е"},  # Россия, Наталья
    {"ь", "и", "ью"},  # Беларусь
    {"ый", "ий", "ой", "ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем"},
    {"ая", "яя", "ой", "ей", "ую", "юю"},  # Российская
    {"ец", "ца", "цу", "цом", "цем", "це"},  # Кравец
    {"ел", "ла", "лу", "лом", "ле"},  # Павел
    {"ы", "и", "ов", "ам", "ами", "ах"},  # Эмираты
]
LONGEST_ENDING = 3  # letters of an ending


def fold_name(word):
    """Return a word without what tells no names apart: capitals, the dots of ё, curved marks."""
    return word.casefold().replace("ё", "е").replace("’", "'")


def same_word(one, other, stem):
    """Say whether two folded words are alike, or differ only in the endings of one declension.

    The stem that they share has at least so many letters.
    """
    if one == other:
        return True
    shortest = max(stem, len(one) - LONGEST_ENDING, len(other) - LONGEST_ENDING)
    return any(
        one[:length] == other[:length]
        and any({one[length:], other[length:]} <= endings for endings in DECLENSIONS)
        for length in range(shortest, min(len(one), len(other)) + 1)
    )


def same_name(one, other, stem):
    """Say the same of two names, each a list of words."""
    return len(one) == len(other) and all(
        same_word(word, its, stem) for word, its in zip(one, other, strict=True)
    )
