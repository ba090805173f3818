"""News about something, as the lists of news are asked for it."""

from .builders import make_delegation, make_person, make_topic

MAKERS = {"topics": make_topic, "delegations": make_delegation, "people": make_person}


def relate(article):
    """Let an article speak of what each list of news is about, made where it is not there yet."""
    for relation, make in MAKERS.items():
        records = getattr(article, relation)
        records.add(records.model.objects.filter(slug="this").first() or make(slug="this"))
    return article
