"""What two sources say, and the pages of a delegation called "country" on a day."""

import pytest

from .builders import in_both, says

REPORT = says("2017-12-22", **in_both(title="Report"), address="https://e.org/report")
PAGE = says("2025-09-14", **in_both(title="Page"))
each_language = pytest.mark.parametrize("code", ["en", "ru"])

NOT_RECORDED = {
    "en": "Seats not recorded on this date.",
    "ru": "Сведений о числе мест на этот день нет.",
}
CHANGED = {
    "en": "It was one of these; the change came between 23 December 2017 and 14 September 2025.",
    "ru": "Верно одно из указанного; изменение произошло между 23 декабря 2017 г. и "
    "14 сентября 2025 г.",
}
STATED = {
    "en": "Start date not recorded. Stated on 22 December 2017: Report.",
    "ru": "Дата начала не указана. Сведения от 22 декабря 2017 г.: Report.",
}
LAST_STATED = {
    "en": "Start date not recorded. Last stated on 14 September 2025: Page.",
    "ru": "Дата начала не указана. Последние сведения – от 14 сентября 2025 г.: Page.",
}


def page_on(client, code, day="", slug="country"):
    query = f"?on={day}" if day else ""
    return client.get(f"/{code}/delegations/{slug}/{query}")


def pages_on(client, code, day):
    """Return the pages that say in words what was so on a day."""
    addresses = ["delegations/", "delegations/country/", "delegations/country/sheet/"]
    return [client.get(f"/{code}/{address}?on={day}") for address in addresses]
