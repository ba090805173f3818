"""Names of people in English and Russian; the same number gives the same name."""

from itertools import product

GIVEN = [
    *[("Alexei", "Алексей"), ("Andrei", "Андрей"), ("Anna", "Анна"), ("Arman", "Арман")],
    *[("Boris", "Борис"), ("Dmitri", "Дмитрий"), ("Elena", "Елена"), ("Farida", "Фарида")],
    *[("Gennadi", "Геннадий"), ("Igor", "Игорь"), ("Irina", "Ирина"), ("Karen", "Карен")],
    *[("Larisa", "Лариса"), ("Maria", "Мария"), ("Nikolai", "Николай"), ("Oleg", "Олег")],
    *[("Olga", "Ольга"), ("Pavel", "Павел"), ("Rustam", "Рустам"), ("Sergei", "Сергей")],
    *[("Tatiana", "Татьяна"), ("Timur", "Тимур"), ("Vadim", "Вадим"), ("Vera", "Вера")],
]
BEGINNINGS = [
    *[("Abram", "Абрам"), ("Agap", "Агап"), ("Bakun", "Бакун"), ("Baran", "Баран")],
    *[("Belous", "Белоус"), ("Bondar", "Бондар"), ("Davyd", "Давыд"), ("Demid", "Демид")],
    *[("Fom", "Фом"), ("Gavril", "Гаврил"), ("Gorbun", "Горбун"), ("Ivash", "Иваш")],
    *[("Kalug", "Калуг"), ("Karim", "Карим"), ("Kirsan", "Кирсан"), ("Kolos", "Колос")],
    *[("Kostyl", "Костыл"), ("Lazar", "Лазар"), ("Luk", "Лук"), ("Makar", "Макар")],
    *[("Mamed", "Мамед"), ("Martyn", "Мартын"), ("Mironik", "Мироник"), ("Nazar", "Назар")],
    *[("Orlan", "Орлан"), ("Osip", "Осип"), ("Panfil", "Панфил"), ("Petros", "Петрос")],
    *[("Rahman", "Рахман"), ("Rodion", "Родион"), ("Safar", "Сафар"), ("Samson", "Самсон")],
    *[("Sidor", "Сидор"), ("Sokol", "Сокол"), ("Stepan", "Степан"), ("Taras", "Тарас")],
    *[("Timosh", "Тимош"), ("Trofim", "Трофим"), ("Uval", "Увал"), ("Zahar", "Захар")],
]
ENDINGS = [
    *[("ov", "ов"), ("enko", "енко"), ("ovich", "ович"), ("in", "ин"), ("yan", "ян")],
    *[("ovsky", "овский"), ("uk", "ук"), ("aev", "аев"), ("bekov", "беков"), ("idze", "идзе")],
    *[("ishin", "ишин"), ("kin", "кин"), ("elyuk", "елюк")],
]
FAMILIES = [
    tuple(begin + end for begin, end in zip(beginning, ending, strict=True))
    for ending, beginning in product(ENDINGS, BEGINNINGS)
]

# The person whom a tenth of all news mentions; and how a reader might misspell the family name.
POPULAR = (("Alikhan", "Алихан"), ("Zhumagaliev", "Жумагалиев"))
MISSPELT = "Zhumagoliev"


def name(number):
    """Return the given and the family name of a person: a pair (English, Russian) each.

    There are 12,480 names beside the first.
    """
    if number == 0:
        return POPULAR
    given, family = divmod(number - 1, len(FAMILIES))
    # Neighbours in lists do not all have the same given name.
    return GIVEN[(given + family) % len(GIVEN)], FAMILIES[family]
