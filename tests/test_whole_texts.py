"""A text that is longer than its field allows is refused with the numbers, and never cut."""

import pytest
from django.urls import reverse

from .builders import make_staff
from .forms import OURS, change_page, errors, filled, list_page, save
from .pages import text
from .whole_records import each_record, make_whole_article

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def limited_fields(response):
    """Return the limit, in characters, of each text field of a form, by the field's name."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.forms
    return {
        bound.html_name: bound.field.max_length
        for form in forms
        for bound in form
        if getattr(bound.field, "max_length", None) and not bound.is_hidden
    }


@each_record
def test_a_text_that_is_too_long_comes_back_whole_with_the_numbers(client, editor, make):
    page = make()
    client.force_login(editor)
    opened = client.get(change_page(page))
    limits = limited_fields(opened)
    assert len(limits) > 10
    # A URL that is too long is refused as such only if it is one.
    typed = {name: "https://example.org/" + "x" * limit for name, limit in limits.items()}

    refused = client.post(change_page(page), filled(opened) | typed)

    said, shown = errors(refused), filled(refused)
    for name, limit in limits.items():
        assert f"at most {limit} characters (it has {limit + 20})" in said[name], name
        assert shown[name] == typed[name]


def test_no_input_of_the_admin_cuts(client, groups):
    client.force_login(make_staff("Publishers", is_superuser=True))
    page = make_whole_article()
    forms = [f"{list_page(model)}add/" for model in OURS]
    forms += [reverse("admin:auth_group_add"), reverse("admin:assembly_user_add")]

    for address in [*forms, change_page(page)]:
        html = client.get(address).content.decode()
        assert "data-limit=" in html, address
        assert "maxlength=" not in html, address


def test_a_note_that_is_too_long_is_refused_with_the_numbers(client, publisher):
    page = make_whole_article()
    client.force_login(publisher)

    asked = save(client, change_page(page), _step="withdraw", note="x" * 1001)

    shown = asked if asked.status_code == 200 else client.get(asked["Location"])
    assert "at most 1000 characters (it has 1001)" in text(shown)
    page.refresh_from_db()
    assert page.status == "published"
