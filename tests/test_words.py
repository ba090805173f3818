"""Words are compared by their sound, whatever their spelling."""

import pytest

from assembly.search.words import sound

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "spellings",
    [
        ["Rogalev", "Rogalyov", "Rogaliov", "Рогалев", "Рогалёв"],
        ["Ivanov", "Ivannov", "Иванов", "Иваннов"],
        ["Zhanna", "Zhana", "Жанна"],
        ["Russia", "Rusia", "RUSSSIA"],
        ["Shchukin", "Schukin", "Щукин"],
        ["Khusain", "Husain", "Хусаин"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_name_sound_alike(spellings):
    assert len({sound(word) for word in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Ivanov", "Ivanova"), ("Anna", "Nina"), ("Li", "Lu")])
def test_different_names_sound_different(one, other):
    assert sound(one) != sound(other)


def test_doubled_letters_count_once_and_repeated_letters_each_time():
    assert sound("Abbott") == "abot"
    assert sound("Banana") == "banana"
