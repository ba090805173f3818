"""Records with a row of each model that may belong to them."""

import pytest

from delegations.models import FormerChamber, Seats

from .builders import (
    CONFIRMED,
    in_both,
    make_appointment,
    make_article,
    make_attachment,
    make_chamber,
    make_composition,
    make_delegation,
    make_image,
    make_topic,
)


def make_whole_delegation():
    """Make a delegation with a row of each model that may belong to it, each with references."""
    delegation = make_delegation(participation_since="2001-05")
    chamber = make_chamber(delegation, website_en="https://example.org/")
    for since in ["2020", "2021-03"]:
        composition = make_composition(delegation, since=since)
        seats = in_both(described_as="deputies")
        Seats.objects.create(composition=composition, chamber=chamber, number=5, **seats)
    dated = {"until": "2019", "confirmed_on": CONFIRMED}
    FormerChamber.objects.create(chamber=chamber, **dated, **in_both(name="Old", name_of="the Old"))
    delegation.former_participations.create(participation="observer", **dated)
    delegation.former_parliaments.create(**dated, **in_both(parliament="Old", lead_in="The"))
    make_appointment(delegation=delegation, chamber=chamber, since="2020-01-02")
    return delegation


def make_whole_article():
    article = make_article(image=make_image(), pinned=True)
    article.topics.set([make_topic(), make_topic()])
    for order in [2, 1]:
        make_attachment(article, order=order)
    return article


each_record = pytest.mark.parametrize("make", [make_whole_article, make_whole_delegation])
