"""Staff are told where the Russian case of the seats does not fit the words before them."""

import pytest

from delegations.grammatical_case import wrong_case

pytestmark = pytest.mark.once

RIGHT = [
    ("Делегация состоит из", 7, "депутатов Жогорку Кенеша"),
    ("Делегация состоит из", 2, "депутатов Жогорку Кенеша"),
    ("Делегация состоит из", 1, "депутата Жогорку Кенеша"),
    ("Делегация состоит из", 21, "сенатора"),
    ("Делегация состоит из", 11, "сенаторов"),
    ("Делегация состояла из:", 4, "народных депутатов"),
    ("Делегация прибыла в составе", 5, "членов Совета Федерации"),
    ("Делегация насчитывает", 3, "депутата"),
    ("Делегация насчитывает", 3, "депутатов"),
    ("Делегация представлена", 7, "депутатами Мажилиса"),
    ("Парламент представлен", 1, "членом Сената"),
    ("Собрание представлено", 101, "сенатором"),
    ("Делегация представлена в Парламентской Ассамблее", 2, "членами Сената"),
]
WRONG = [
    ("Делегация состоит из", 7, "депутатами Жогорку Кенеша"),
    ("Делегация состоит из", 2, "депутата Жогорку Кенеша"),
    ("Делегация состоит из", 21, "сенаторов"),
    ("Делегация состоит из", 1, "депутатом"),
    ("Делегация насчитывает", 5, "депутата"),
    ("Делегация в составе", 5, "члены Совета Федерации"),
    ("Делегация представлена", 7, "депутатов Мажилиса"),
    ("Делегация представлена", 1, "депутатами Мажилиса"),
    ("Делегация представлена в ПА ОДКБ", 2, "народных депутатов"),
]
UNKNOWN = [
    ("", 7, "депутатов"),
    ("Делегация состоит из", 7, ""),
    ("В делегацию входят", 2, "депутата"),
    ("Делегация состоит из", 7, "мест"),
    ("Делегация представлена", 7, "лицами Палаты представителей"),
    ("The delegation consists of", 7, "deputies"),
]


@pytest.mark.parametrize(("lead_in", "number", "described_as"), [*RIGHT, *UNKNOWN])
def test_what_fits_or_is_not_known_is_not_called_wrong(lead_in, number, described_as):
    assert wrong_case(lead_in, number, described_as) is None


@pytest.mark.parametrize(("lead_in", "number", "described_as"), WRONG)
def test_a_case_that_does_not_fit_is_named_with_what_it_should_be(lead_in, number, described_as):
    found = wrong_case(lead_in, number, described_as)

    plural = number % 10 != 1
    assert found.word in described_as
    case = "instrumental" if "представлен" in lead_in else "genitive"
    assert f"the {case} {'plural' if plural else 'singular'}" in found.text
