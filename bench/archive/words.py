"""Texts in English and Russian made of words that are as common or rare as in a language.

The n-th word of a vocabulary occurs about in proportion to 1/n (Zipf's law), so that searches for
common and for rare words find what they would find in an archive. The same seed gives the same
texts.
"""

import random
from itertools import accumulate

VOCABULARY = 20_000  # words of each language
# Of each language, from which the articles take theirs.
PARAGRAPHS, PARAGRAPH_WORDS = 5_000, 65
SUMMARIES, SUMMARY_WORDS = 5_000, 22

# What readers search for: a word of nearly all articles, and one of a few.
COMMON, RARE = "assembly", "palimpsest"
COMMON_WORDS = {
    "en": """
        the of and to in a for on that with is by was as at from be are its an it this will were
        which has assembly states member council security parliament session cooperation draft law
        committee meeting parliamentary delegation model legislation chairman republic national
        collective treaty organisation permanent members region work international document
        development defence policy protection information adopted rights deputies elections
        observers mission terrorism border training exercise plan agenda statement report citizens
        country government president minister affairs foreign legal measures threats technology
        education culture youth history memory veterans economy digital crime drugs migration
        emergency rescue health science experts conference forum dialogue partners agreement
        protocol proposals amendments harmonisation recommendations implementation commission
        """,
    "ru": """
        и в на по с для о от к не что из за при как его их это были также который ассамблея
        государств членов совета безопасности парламента заседание сотрудничество проект закона
        комитет встреча парламентской делегация модельный законодательство председатель республики
        национального коллективной договора организации постоянной члены региона работа
        международных документ развитие обороны политики защита информации принят права депутаты
        выборы наблюдатели миссия терроризм граница подготовка учения план повестка заявление отчёт
        граждане страны правительство президент министр дел иностранных правовые меры угрозы
        технологии образование культура молодёжь история память ветераны экономика цифровой
        преступность наркотики миграция чрезвычайные спасение здоровье наука эксперты конференция
        форум диалог партнёры соглашение протокол предложения поправки гармонизация рекомендации
        """,
}
SYLLABLES = {
    "en": [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"],
    "ru": [consonant + vowel for consonant in "бвгджзклмнпрст" for vowel in "аеиоу"],
}
ENDINGS = {
    "en": ["", "n", "s", "tion", "ment", "ing", "ed", "al", "ity", "ance", "ly", "ers"],
    "ru": ["", "н", "ение", "ость", "ный", "ного", "ами", "ать", "ция", "ства", "ому", "ый"],
}


class Writer:
    """Writes words and paragraphs in one language."""

    def __init__(self, language):
        self.chance = random.Random(language)
        self.words = self._vocabulary(language)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        self.paragraphs = [self.sentences(PARAGRAPH_WORDS) for _number in range(PARAGRAPHS)]
        self.summaries = [self.sentences(SUMMARY_WORDS) for _number in range(SUMMARIES)]

    def _vocabulary(self, language):
        found = dict.fromkeys(COMMON_WORDS[language].split())
        while len(found) < VOCABULARY:
            syllables = self.chance.choices(SYLLABLES[language], k=self.chance.choice([2, 3, 3, 4]))
            found["".join(syllables) + self.chance.choice(ENDINGS[language])] = None
        return list(found)

    def draw(self, number):
        """Return words, each as often as it is common."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=number)

    def title(self):
        return " ".join(self.draw(self.chance.randint(5, 10))).capitalize()

    def sentences(self, number):
        """Return a number of words in sentences."""
        drawn, found = self.draw(number), []
        while drawn:
            length = self.chance.randint(8, 20)
            found.append(" ".join(drawn[:length]).capitalize() + ".")
            drawn = drawn[length:]
        return " ".join(found)
