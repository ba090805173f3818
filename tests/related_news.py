"""Articles about a delegation, person or topic, and the addresses of the lists that show them."""

from .builders import make_delegation, make_person, make_topic

MAKERS = {"topics": make_topic, "delegations": make_delegation, "people": make_person}


def relate(article):
    """Relate an article to the subject of each list of news, creating the subjects if necessary."""
    for relation, make in MAKERS.items():
        records = getattr(article, relation)
        records.add(records.model.objects.filter(slug="this").first() or make(slug="this"))
    return article
