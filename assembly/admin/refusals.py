"""Why a form was refused: a list of links to its fields, in plain words."""

from dataclasses import dataclass

from django.utils.text import capfirst

from assembly.core.languages import LANGUAGES


@dataclass(frozen=True)
class Problem:
    """One reason, and the id of what it is about."""

    place: str  # such as "Attachment 1, Title (English)"; empty if it is about the whole form
    text: str
    target: str  # empty if there is nothing to go to


class RefusalMixin:
    """A form that lists at its top why it was refused."""

    def render_change_form(self, request, context, **kwargs):
        # After a refused step too, when the browser was sent on to the form.
        context["problems"] = problems(context)
        # The list takes the place of Django's own line, which names nothing.
        context["errors"] = None
        return super().render_change_form(request, context, **kwargs)


def problems(context):
    """Return the problems of a form, its rows and its step, in the order of the page."""
    found = _of_form(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        formset, name = inline.formset, capfirst(inline.opts.verbose_name)
        group = f"{formset.prefix}-group"
        plural = capfirst(inline.opts.verbose_name_plural)
        found += [Problem(plural, text, group) for text in formset.non_form_errors()]
        for number, form in enumerate(formset.forms if formset.is_bound else []):
            if not (formset.can_delete and formset._should_delete_form(form)):
                found += _of_form(form, f"{name} {number + 1}", f"{formset.prefix}-{number}")
    if step_form := context.get("panel", {}).get("step_form"):
        found += _of_form(step_form)
    return found


def _of_form(form, row="", target=""):
    """Return the problems of one form; what the languages of a text share is said once."""
    if not form.is_bound:
        return []
    visible = [bound.id_for_label for bound in form.visible_fields()]
    first_field = visible[0] if row and visible else target
    found = [Problem(row, text, first_field) for text in form.non_field_errors()]
    fields = {}
    for bound in form:
        for text in bound.errors:
            fields.setdefault((_without_language(bound.name), str(text)), []).append(bound)
    for (_name, text), together in fields.items():
        first = together[0]
        labels = [str(bound.label) for bound in together if not bound.is_hidden]
        place = ", ".join(part for part in [row, *labels] if part)
        where = target if first.is_hidden else first.id_for_label or first.auto_id
        found.append(Problem(place, text, where))
    return found


def _without_language(name):
    """Return the name of a field without the language that modeltranslation appends."""
    text, _underscore, code = name.rpartition("_")
    return text if code in LANGUAGES else name
