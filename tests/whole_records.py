"""Records with a row of each model that may belong to them."""

import pytest

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_attachment,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_image,
    make_parliament_name,
    make_participation,
    make_seats,
    make_topic,
    make_website,
)


def make_whole_delegation():
    """Make a delegation with a row of each model that may belong to it, each with references."""
    delegation = make_delegation()
    chamber = make_chamber(delegation)
    make_website(chamber, **in_both(address="https://example.org/"))
    for since in ["2020", "2021-03"]:
        make_seats(make_composition(delegation, since=since), chamber=chamber, number=5)
    make_chamber_name(chamber, until="2019", stated=["2018"], **in_both(name="Old", name_of="Old"))
    make_participation(delegation, kind="observer", until="2001-05", stated=["2000"])
    make_parliament_name(delegation, until="2019", stated=["2018"], **in_both(parliament="Old"))
    make_appointment(delegation=delegation, chamber=chamber, since="2020-01-02")
    return delegation


def make_whole_article():
    article = make_article(image=make_image(), pinned=True)
    article.topics.set([make_topic(), make_topic()])
    for order in [2, 1]:
        make_attachment(article, order=order)
    return article


each_record = pytest.mark.parametrize("make", [make_whole_article, make_whole_delegation])
