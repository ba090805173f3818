"""The topics and people that articles are about."""

from itertools import accumulate

from assembly.core.languages import LANGUAGES
from delegations.models import Person
from news.models import Topic

from . import names
from .copying import Rows
from .versions import Versions

TOPICS = 20


def number_of_people(articles):
    """Return 100 people for 1,000 articles, and 10,000 for 1,000,000."""
    return round(articles ** (2 / 3))


def popularity(number, flatness=1):
    """Return cumulative weights: the n-th occurs in proportion to 1 / (n + flatness)."""
    return list(accumulate(1 / (rank + flatness) for rank in range(number)))


def write_topics(writers, moment):
    """Write the topics; return their keys."""
    rows, versions = Rows(Topic), Versions(Topic, moment)
    for number in range(1, TOPICS + 1):
        texts = {
            f"name_{language}": f"{' '.join(writer.draw(2)).capitalize()} {number}"
            for language, writer in writers.items()
        }
        row = rows.add(slug=f"topic-{number}", name=texts["name_en"], **texts)
        versions.add(row, texts["name_en"])
    keys = [row["id"] for row in rows.rows]
    rows.write()
    versions.write()
    return keys


def write_people(number, moment):
    """Write people; return the key of each with the names by language."""
    rows, versions = Rows(Person), Versions(Person, moment)
    found = []
    for one in range(number):
        given, family = names.name(one)
        pairs = dict(zip(LANGUAGES, zip(given, family, strict=True), strict=True))
        said = {language: " ".join(pair) for language, pair in pairs.items()}
        texts = {f"name_{language}": name for language, name in said.items()}
        for language, (its_given, its_family) in pairs.items():
            texts[f"sort_name_{language}"] = f"{its_family}, {its_given}"
        slug = f"{given[0]}-{family[0]}".lower()
        whole = {"name": texts["name_en"], "sort_name": texts["sort_name_en"]}
        row = rows.add(slug=slug, **whole, **texts)
        versions.add(row, f"{row['name']} ({slug})")
        found.append((row["id"], said))
    rows.write()
    versions.write()
    return found
