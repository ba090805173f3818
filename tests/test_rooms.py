"""The order of the code: each room imports only from the rooms below it."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent

# The layers of the code, the lowest first. Rooms of one layer do not import each other.
FLOORS = [
    ["assembly.core", "assembly.text"],
    ["assembly.links", "assembly.publishing"],
    ["assembly.media"],
    ["assembly.newsroom"],
    ["assembly.pages"],
    ["assembly.search"],
    ["assembly.admin"],
    ["delegations"],
    ["news"],
    ["assembly"],  # the composition root: settings, addresses, the AdminSite
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room_of(module):
    """Return the room to which a module belongs, or None if it is not ours."""
    first, _, rest = module.partition(".")
    inner = f"{first}.{rest.partition('.')[0]}"
    return next((room for room in (inner, first) if room in FLOOR_OF), None)


def module_name(path):
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path, source):
    """Yield the full name of each imported module, and of each name imported from one."""
    package = list(path.parent.parts)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = [*base, *(node.module or "").split(".")]
            yield from (".".join([*filter(None, base), alias.name]) for alias in node.names)


def imports_between_rooms(path, source):
    """Yield the (room, imported room, imported module) of a file's imports from other rooms."""
    room = room_of(module_name(path))
    for name in imported_modules(path, source):
        other = room_of(name)
        if other and other != room:
            yield room, other, name


def upward_imports(path, source):
    """Return a line for each import that does not point downwards, with both files."""
    return [
        f"{path} imports {name}: {other} does not stand below {room}"
        for room, other, name in imports_between_rooms(path, source)
        if FLOOR_OF[other] >= FLOOR_OF[room]
    ]


SOURCES = [
    path.relative_to(ROOT)
    for top in ("assembly", "delegations", "news")
    for path in sorted((ROOT / top).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_every_room_imports_only_from_rooms_below_it(path):
    assert upward_imports(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("assembly/core/clock.py", "from assembly.newsroom import bin"),
        ("assembly/core/clock.py", "from assembly.text.diff import word_diff"),
        ("assembly/core/clock.py", "from ..newsroom.bin import new_batch"),
        ("assembly/media/models.py", "def uses():\n    import assembly.admin.base"),
        ("assembly/pages/views.py", "from assembly.models import Version"),
        ("delegations/views.py", "from news.models import Article"),
        ("assembly/search/results.py", "from delegations import models"),
    ],
)
def test_an_upward_import_is_reported(path, source):
    [line] = upward_imports(Path(path), source)

    assert line.startswith(f"{path} imports ")


def relations_of_other_apps():
    """Return the names of relations from records of delegations to apps above them."""
    models = apps.get_app_config("delegations").get_models()
    relations = [relation for model in models for relation in model._meta.related_objects]
    above = [one for one in relations if one.related_model._meta.app_label == "news"]
    return {one.get_accessor_name() for one in above}


def test_delegations_never_refer_to_the_news_by_name():
    names = relations_of_other_apps()

    assert names == {"articles"}
    for path in SOURCES:
        if path.parts[0] != "delegations":
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            reached = getattr(node, "attr", None) or getattr(node, "value", None)
            assert not isinstance(reached, str) or reached not in names, f"{path}:{node.lineno}"
    for template in (ROOT / "templates" / "delegations").rglob("*.html"):
        words = re.findall(r"\.(\w+)", template.read_text(encoding="utf-8"))
        assert not names.intersection(words), template


TESTS = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").rglob("test_*.py"))]


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_helpers_used_by_several_test_files_are_in_a_helper_module(path):
    imported = imported_modules(path, (ROOT / path).read_text(encoding="utf-8"))

    assert [name for name in imported if name.startswith("tests.") and ".test_" in name] == []
