"""The public stylesheet is one small file in layers, with the classes that the templates use."""

import gzip
import re
from itertools import groupby

import pytest
from django.conf import settings

from assembly.core.colours import STYLESHEET

pytestmark = pytest.mark.once

TEXT = re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
LAYERS = ["reset", "base", "components", "utilities", "print"]
TEMPLATES = [
    path
    for path in (settings.BASE_DIR / "templates").rglob("*.html")
    if "admin" not in path.relative_to(settings.BASE_DIR).parts
]


def styled():
    """Return the classes in a selector of the stylesheet."""
    selectors = re.findall(r"([^{};]+)\{", TEXT)
    return {
        name
        for selector in selectors
        if not selector.strip().startswith("@")
        for name in re.findall(r"\.([a-z][\w-]*)", selector)
    }


def written():
    """Return the classes in the templates; a class completed by a variable ends in `*`."""
    found = set()
    for path in TEMPLATES:
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            value = re.sub(r"\{\{.*?\}\}", "*", value)
            found |= set(re.sub(r"\{%.*?%\}", " ", value).split())
    return found


def is_styled(name):
    """Return whether a rule matches a class, a completed form of it, or one of its elements."""
    start = name[:-1] if name.endswith("*") else f"{name}__"
    return name in styled() or any(one.startswith(start) for one in styled())


def test_every_class_of_a_public_template_is_styled():
    assert {name for name in written() if not is_styled(name)} == set()


def test_every_styled_class_is_in_a_template():
    completed = tuple(name[:-1] for name in written() if name.endswith("*"))
    unused = {name for name in styled() - written() if not name.startswith(completed)}
    assert unused == {"errorlist"}  # Django's own


def test_the_layers_are_declared_first_and_contain_every_rule_except_the_tokens():
    first, rest = TEXT.lstrip().split("\n", 1)
    outermost = re.findall(r"^(?![\s}]).*(?= \{$)", rest, re.MULTILINE)

    assert first == f"@layer {', '.join(LAYERS)};"
    layers = [rule.removeprefix("@layer ") for rule in outermost if rule.startswith("@layer")]
    assert layers == LAYERS
    tokens = outermost[: outermost.index("@layer reset")]
    assert tokens[0] == ":root"
    assert all(rule.startswith("@media") for rule in tokens[1:])
    assert set(outermost[len(tokens) :]) - {f"@layer {name}" for name in LAYERS} == {"@page"}


def test_each_component_is_styled_in_one_place():
    [components] = re.findall(r"^@layer components \{$(.*?)^\}$", TEXT, re.MULTILINE | re.DOTALL)
    begun = re.findall(r"^ {2}\.([a-z]+(?:-[a-z]+)*)\S*[^{}]* \{$", components, re.MULTILINE)
    blocks = [block for block, _rules in groupby(begun)]
    assert sorted(blocks) == sorted(set(blocks))


def test_the_stylesheet_stays_within_its_compressed_size():
    assert len(gzip.compress(STYLESHEET.read_bytes(), 9)) <= 6_700
