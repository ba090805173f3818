"""The websites of chambers on a day, as pages show them."""

from dataclasses import dataclass

from .doubts import doubt_about


@dataclass(frozen=True)
class ShownWebsite:
    """The websites that a chamber may have had; the address of one is "" where it had none."""

    chamber: object
    answer: object

    @property
    def doubt(self):
        return doubt_about(self.answer)


def websites_of(delegation):
    """Return a `ShownWebsite` for each chamber of a delegation loaded `with_facts` that has one."""
    return [
        ShownWebsite(chamber, chamber.website_then)
        for chamber in delegation.chambers.all()
        if chamber.website_then.is_recorded
    ]
