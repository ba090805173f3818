"""Helpers that fill in the admin's forms as a browser would."""

import re

from django.contrib import admin
from django.forms import MultiWidget
from django.test import Client
from django.urls import reverse

from delegations.admin.statements import StatementsWidget

from .builders import in_both, role

OURS = [model for model in admin.site._registry if model._meta.app_label in {"delegations", "news"}]


def change_page(instance):
    opts = instance._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[instance.pk])


def list_page(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def filled(response):
    """Return what a browser would post from an admin form as served."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    if (panel := context.get("panel")) and "step_form" in panel:
        forms.append(panel["step_form"])
    values = {name: value for form in forms for name, value in _fields(form)}
    if opened := context.get("opened"):
        values["opened"] = opened
    return values


def _fields(form):
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        if widget.needs_multipart_form:
            continue  # browsers send no existing file unless a new one is chosen
        if isinstance(widget, MultiWidget):
            parts = value if isinstance(value, list) else widget.decompress(value)
            for number, (part, its) in enumerate(zip(parts, widget.widgets, strict=True)):
                yield f"{bound.html_name}_{number}", its.format_value(part) or ""
        elif isinstance(widget, StatementsWidget):
            yield from statement_inputs(widget.rows(bound.html_name, value), bound.html_name)
        elif isinstance(value, list):
            yield bound.html_name, [getattr(one, "pk", one) for one in value]
        elif value is not None and value is not False:
            yield bound.html_name, value


def statement_inputs(rows, name):
    """Yield what a browser sends for the statements of a fact: those drawn, and the blank one."""
    yield f"{name}-rows", str(len(rows))
    for row in rows:
        yield f"{row.name}-key", row.key
        for one in row.inputs():
            yield one.name, one.value
        if row.is_removed:
            yield f"{row.name}-remove", "on"


def field_of(name):
    """Return the name of the field that an input belongs to."""
    return re.sub(r"(?<=statements)-\d+-\w+$", "", name)


def tokens(response):
    """Return what a refused form sends for its chosen files: tokens by name."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.forms
    choices = {bound.html_name: bound.field.widget for form in forms for bound in form}
    return {
        f"{name}-chosen": widget.choice.token
        for name, widget in choices.items()
        if getattr(widget, "choice", None)
    }


def save(client, address, **changes):
    """Open a form, change some of its fields, and post it."""
    return client.post(address, {**filled(client.get(address)), **changes})


def save_as(user, instance, **changes):
    """Save changes to a record as another user, in a browser of their own; return the browser."""
    other = Client()
    other.force_login(user)
    save(other, change_page(instance), **changes)
    return other


def take(client, instance, step, **changes):
    """Open a page's form, change some of its fields, and save it with a workflow step."""
    return save(client, change_page(instance), _step=step, **changes)


def office(post="member", **given):
    """Return what a form sends for an office, with an identifier of a role."""
    texts = in_both(title="member", title_link="comma")
    return {"role": role(post).pk, **texts, **given}


def office_rows(*offices):
    """Return what the form of a delegation or a person sends for offices added to it."""
    rows = {
        f"appointments-{number}-{name}": value
        for number, row in enumerate(offices)
        for name, value in row.items()
    }
    return {**rows, "appointments-TOTAL_FORMS": len(offices)}


def errors(response):
    """Return the messages of a refused form under the names of its fields.

    A message about a whole row or a set of rows is under "".
    """
    context = response.context
    found = {}
    for inline in context["inline_admin_formsets"]:
        if said := inline.formset.non_form_errors():
            found[""] = " ".join(said)
        for form in inline.formset.forms:
            found |= {
                "" if name == "__all__" else form.add_prefix(name): " ".join(said)
                for name, said in form.errors.items()
            }
    for name, said in context["adminform"].form.errors.items():
        found["" if name == "__all__" else name] = " ".join(said)
    return found


def offered(client, page):
    """Return the steps that a form offers."""
    return [step.value for step in client.get(change_page(page)).context["panel"]["steps"]]
