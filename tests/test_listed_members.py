"""A pasted list of names is read in the ways in which people write lists."""

import pytest

from delegations.listed_members import read_line, read_list
from delegations.name_matching import people_named

from .builders import make_person

pytestmark = pytest.mark.once

LINES = [
    ("Viktor Kogut", ("Kogut", "Viktor", "", "en")),
    ("1. Kogut, Viktor", ("Kogut", "Viktor", "", "en")),
    (
        "12) Mr. Viktor KOGUT – Head of the delegation",
        ("Kogut", "Viktor", "Head of the delegation", "en"),
    ),
    (
        "• Kogut, Viktor, deputy, member of a committee",
        ("Kogut", "Viktor", "deputy, member of a committee", "en"),
    ),
    ("Viktor Kogut, deputy", ("Kogut", "Viktor", "deputy", "en")),
    ("(3) van der Berg, Jan (Netherlands)", ("van der Berg", "Jan", "Netherlands", "en")),
    ("Anne-Marie O'Neil", ("O'Neil", "Anne-Marie", "", "en")),
    ("1. Когут Виктор Григорьевич", ("Когут", "Виктор Григорьевич", "", "ru")),
    ("— Виктор Григорьевич Когут", ("Когут", "Виктор Григорьевич", "", "ru")),
    ("КОГУТ Виктор — депутат", ("Когут", "Виктор", "депутат", "ru")),
    ("КОЗЛОВ-ПЕТРОВ Иван - депутат", ("Козлов-Петров", "Иван", "депутат", "ru")),
    ("2)\tИванова Анна Петровна\tсенатор", ("Иванова", "Анна Петровна", "сенатор", "ru")),
    ("Иванова А. П., сенатор", ("Иванова", "А. П.", "сенатор", "ru")),
    ("г-жа Анна Иванова; сенатор", ("Иванова", "Анна", "сенатор", "ru")),
    ("Мамедов Али оглы", ("Мамедов", "Али оглы", "", "ru")),
]


@pytest.mark.once
@pytest.mark.parametrize(("line", "read"), LINES, ids=[line for line, _read in LINES])
def test_a_line_is_read_as_a_name_and_a_title(line, read):
    found = read_line(line)

    assert (found.family, found.given, found.title, found.language) == read


@pytest.mark.once
def test_blank_lines_and_lines_of_signs_are_left_out():
    found = read_list("Viktor Kogut\r\n\r\n  \n---\n1.\n2. Анна Иванова\u2028")

    assert [one.name for one in found] == ["Viktor Kogut", "Анна Иванова"]
    assert found[1].sort_name == "Иванова, Анна"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "Viktor Kogut",
        "Kogut Viktor",
        "Виктор Когут",
        "Виктору Когуту",
        "Когут Виктор Григорьевич",
        "В. Г. Когут",
        "V. Kogut",
    ],
)
def test_a_person_is_found_in_any_language_order_and_case(typed):
    names = {"name_en": "Viktor Kogut", "name_ru": "Виктор Григорьевич Когут"}
    person = make_person(**names, sort_name_en="Kogut, Viktor", sort_name_ru="Когут, Виктор")
    make_person(
        name_en="Viktor Kogan", name_ru="Виктор Коган", sort_name_en="Kogan", sort_name_ru="Коган"
    )

    assert people_named(["Анна Иванова", typed]) == [[], [person]]


@pytest.mark.django_db
def test_two_people_of_one_name_are_both_found_and_those_spelt_alike_come_later():
    def make(name):
        return make_person(name_en=name, name_ru=name, sort_name_en=name, sort_name_ru=name)

    alike, one, other = (
        make("Александра Иванова"),
        make("Александр Иванов"),
        make("Александр Иванов"),
    )

    assert people_named(["Иванов Александр"]) == [[one, other, alike]]
