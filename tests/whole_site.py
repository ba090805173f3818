"""A site of a chosen size with content for every page."""

from datetime import date

from django.contrib.contenttypes.models import ContentType

from delegations.models import (
    Delegation,
    FormerChamber,
    FormerParliament,
    Person,
)
from news.models import Topic

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_attachment,
    make_composition,
    make_delegation,
    make_image,
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
        make_composition(delegation, since=date(2020, 1, 1), seats=[5, 6])
        make_appointment(person=make_appointment(delegation=delegation).person)
        make_appointment(person=person, delegation=delegation)
    for number in range(size):
        composition = make_composition(delegation, since=f"{1900 + number}", seats=[number + 1])
        chamber = composition.seats.get().chamber
        former = {"until": f"{1900 + number}", "confirmed_on": date(2025, 5, 5)}
        FormerChamber.objects.create(chamber=chamber, **former, **in_both(name="x", name_of="x"))
        texts = in_both(parliament="x", lead_in="x")
        FormerParliament.objects.create(delegation=delegation, **former, **texts)
        make_appointment(delegation=delegation, chamber=chamber)
    for _number in range(size):
        article = make_article(image=make_image())
        make_attachment(article)
        article.topics.set([topic, make_topic()])
        article.people.set(Person.objects.all())
        article.delegations.set(Delegation.objects.all())
    return {"person": person, "topic": topic, "delegation": delegation, "article": article}
