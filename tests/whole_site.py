"""A site of a chosen size with content for every page."""

from django.contrib.contenttypes.models import ContentType

from delegations.models import Delegation, Person
from news.models import Topic

from .builders import (
    make_appointment,
    make_article,
    make_attachment,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_image,
    make_parliament_name,
    make_participation,
    make_person,
    make_topic,
)


def fill(size):
    """Make `size` of everything that the pages show, each related to all of its kind.

    The last delegation has that many compositions, former names and officers too.
    """
    ContentType.objects.get_for_model(Topic)  # looked up once per process
    person, topic = make_person(photo=make_image()), make_topic()
    for _number in range(size):
        delegation = make_delegation()
        make_composition(delegation, seats=[3, 4])
        make_composition(delegation, since="2020-01-01", seats=[5, 6])
        make_appointment(person=make_appointment(delegation=delegation).person)
        make_appointment(person=person, delegation=delegation)
    for number in range(size):
        until = {"until": str(1900 + number), "stated": [str(1899 + number)]}
        composition = make_composition(delegation, since=f"{1900 + number}", seats=[number + 1])
        chamber = composition.seats.get().chamber
        make_chamber_name(chamber, **until)
        make_parliament_name(delegation, **until)
        make_participation(delegation, kind="observer", **until)
        make_appointment(delegation=delegation, chamber=chamber)
    for _number in range(size):
        article = make_article(image=make_image())
        make_attachment(article)
        article.topics.set([topic, make_topic()])
        article.people.set(Person.objects.all())
        article.delegations.set(Delegation.objects.all())
    return {"person": person, "topic": topic, "delegation": delegation, "article": article}
