"""Hypothesis strategies for states of records, in the form of snapshots."""

from django.apps import apps
from hypothesis import strategies as st

from assembly.core.plain_text import clean_text

# A mark has one value here: the result for two new ones depends on order, and is tested apart.
MARKS = {
    name: {"source": name.replace("_ru", "_en"), "before": "Before"}
    for name in ["title_ru", "summary_ru"]
}
ATTACHMENT = st.fixed_dictionaries(
    {"title_en": st.sampled_from(["Minutes", ""]), "order": st.sampled_from([0, 2])}
)
# Few values per column, so that two people often choose the same; no database needed.
article_states = st.fixed_dictionaries(
    {
        "news.article/1": st.fixed_dictionaries(
            {
                "title_en": st.sampled_from(["Title", "One", "Two"]),
                "image_id": st.sampled_from([None, 7]),
                "pinned": st.booleans(),
                "topics": st.sampled_from([[1, 2], [], [1], [2, 3], [4]]),
                "stale": st.sampled_from([{}, *[{name: MARKS[name]} for name in MARKS], MARKS]),
            }
        )
    },
    optional={"news.attachment/2": ATTACHMENT, "news.attachment/10": ATTACHMENT},
).map(lambda rows: dict(sorted(rows.items())))  # the record itself first
# A state, and the versions that two people made of it.
edits = st.tuples(article_states, article_states, article_states)

# As they are stored; no carriage return, which a snapshot drops.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20).map(
    clean_text
)
words = st.lists(st.sampled_from(["a", "b", "Совет", "\n", "…"]), max_size=12).map(" ".join)


@st.composite
def saved_states(draw, content, free):
    """Draw a state that a record of the database could have, based on an existing one.

    Some rows are missing, with those that refer to them; texts in columns that begin with one of
    `free` are arbitrary; statements and many-to-many relations list fewer.
    """
    state = {}
    for key, row in content.items():
        gone = (content.keys() - state.keys()) & set(_referred_keys(key, row))
        if state and (gone or draw(st.booleans())):
            continue
        state[key] = {
            column: draw(texts)
            if column.startswith(free)
            else _some_of(draw, value)
            if isinstance(value, list)
            else value
            for column, value in row.items()
        }
    return state


def _some_of(draw, values):
    """Draw some of a list's values, in the same order."""
    return [value for value in values if draw(st.booleans())]


def _referred_keys(key, row):
    """Yield the keys of the rows that a row refers to."""
    for field in apps.get_model(key.split("/")[0])._meta.concrete_fields:
        if field.related_model and row.get(field.attname):
            yield f"{field.related_model._meta.label_lower}/{row[field.attname]}"
