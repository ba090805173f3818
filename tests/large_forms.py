"""Forms with many rows, sent as a browser sends them: complete, with empty fields too."""

from urllib.parse import urlencode

from delegations.models import Appointment, Person

from .builders import STATED, role
from .forms import change_page, filled

TITLE = "Член делегации " + "и" * 100
SOURCE = "Постановление " + "о" * 100


def fill_with_appointments(delegation, number, languages):
    """Give a delegation this many appointments, each of a different person, in these languages."""
    names = {f"{name}_{code}": "Имя" for name in ["name", "sort_name"] for code in languages}
    people = Person.objects.bulk_create(
        Person(slug=f"many-{delegation.pk}-{one}", **names) for one in range(number)
    )
    texts = {f"title_{code}": TITLE for code in languages}
    titles = {f"title_{code}": SOURCE for code in languages}
    address = "https://assembly.example/documents/" + "x" * 50
    statement = {"day": STATED, "says": "so", "kind": "website", "address": address, **titles}
    member = role("member")
    Appointment.objects.bulk_create(
        Appointment(
            person=person,
            delegation=delegation,
            role=member,
            identifier=f"{person.slug}-member",
            statements=[statement],
            **texts,
        )
        for person in people
    )


def sent_whole(response):
    """Return what a browser would send for a form as served."""
    [page] = [response.context["adminform"].form]
    forms = [page]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.forms
    empty = {bound.html_name: "" for form in forms for bound in form}
    return {**empty, **filled(response)}


def post(client, page, data):
    """Post a form as a browser does when there is no file to send."""
    kind = "application/x-www-form-urlencoded"
    return client.post(change_page(page), urlencode(data, doseq=True), content_type=kind)
