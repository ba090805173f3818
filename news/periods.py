"""Years and months of publication, in the assembly's time zone."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from assembly.core import clock
from assembly.core.routes import address_of
from assembly.publishing.status import EARLIEST_MOMENT, LATEST_MOMENT


@dataclass(frozen=True)
class Period:
    """A year, or a month of a year. Raises ValueError if it does not exist."""

    year: int
    month: int | None = None

    def __post_init__(self):
        if not EARLIEST_MOMENT.year <= self.year <= LATEST_MOMENT.year or self.month not in [
            None,
            *range(1, 13),
        ]:
            raise ValueError

    def __str__(self):
        return date_format(self.start, "F Y" if self.month else "Y")

    def __contains__(self, period):
        return period.parts[: len(self.parts)] == self.parts

    def get_absolute_url(self):
        return address_of(f"news:{self.kind}", *self.parts)

    @property
    def kind(self):
        return "month" if self.month else "year"

    @property
    def parts(self):
        return (self.year, self.month) if self.month else (self.year,)

    @property
    def start(self):
        return clock.midnight(date(self.year, self.month or 1, 1))

    @property
    def end(self):
        last = self.month in {None, 12}
        return clock.midnight(date(self.year + last, 1 if last else self.month + 1, 1))
