"""The statements of a fact in the admin: a row for each, and a blank one to add another."""

import re
from itertools import count

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import Script
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.admin.base import FORM_FIELDS
from assembly.core.partial_dates import format_partial_date

from ..statements import Says, Statement, StatementsField, cleaned
from .statement_rows import FIELDS, Row, key_of

SHOWN = {"statements": "statements_shown"}


class Typed(list):
    """Rows as a form sent them: dictionaries of texts, `key` and, if it is ticked, `remove`."""


class StatementsWidget(forms.Widget):
    """A row of inputs for each statement and a blank one; a script adds more."""

    use_fieldset = True

    class Media:
        js = [Script("delegations/statements.js", type="module")]

    def id_for_label(self, id_):
        return ""

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-rows" not in data

    def value_from_datadict(self, data, files, name):
        """Return the rows as typed; None if the form has none of them."""
        if self.value_omitted_from_data(data, files, name):
            return None
        said = data[f"{name}-rows"]
        number = int(said) if re.fullmatch(r"[0-9]{1,3}", said) else 0
        rows = Typed()
        for place in count():
            keys = [*FIELDS, "key", "remove"]
            sent = {key: data.get(f"{name}-{place}-{key}") for key in keys}
            row = {key: text for key, text in sent.items() if text is not None}
            if not row and place >= number:
                break
            rows.append(row)
        while rows and as_row(name, len(rows) - 1, rows[-1]).is_blank:
            rows.pop()
        return rows

    def rows(self, name, value, *, is_checked=False):
        """Return the `Row`s that a value is drawn with, the last of them blank."""
        if not isinstance(value, list):
            value = []
        texts = value if isinstance(value, Typed) else [drawn(one) for one in value]
        rows = [as_row(name, place, one, is_checked) for place, one in enumerate(texts)]
        return [*rows, Row(f"{name}-{len(rows)}", len(rows) + 1)]

    def render(self, name, value, attrs=None, renderer=None):
        is_refused = "aria-invalid" in (attrs or {})
        rows = self.rows(name, value, is_checked=is_refused)
        shown = [row for row in rows if row.counts]
        context = {
            "id": (attrs or {}).get("id"),
            "name": name,
            "rows": rows,
            "number": len(shown),
            "last": _last_day(shown),
            "is_open": is_refused or not shown,
        }
        return render_to_string("admin/delegations/_statements.html", context)


class StatementsFormField(forms.Field):
    """The statements that were typed, as facts keep them."""

    widget = StatementsWidget

    def __init__(self, *, encoder=None, decoder=None, show_hidden_initial=False, **kwargs):
        """Leave out what is meant for a text area of JSON."""
        super().__init__(**kwargs)

    def bound_data(self, data, initial):
        return initial if data is None else data

    def clean(self, value):
        rows = [as_row("", place, one) for place, one in enumerate(value or [])]
        kept = [row for row in rows if row.counts]
        if problems := [text for row in kept for text in row.problems()]:
            raise ValidationError(problems)
        statements = cleaned([row.found[0] for row in kept])
        self.validate(statements)
        return statements

    def has_changed(self, initial, data):
        initial = initial if isinstance(initial, list) else []
        if data is None or data == [drawn(one) for one in initial]:
            return False
        try:
            return self.clean(data) != cleaned(initial)
        except ValidationError:
            return True


def drawn(statement):
    """Return a stored statement as its row sends it if nothing is typed."""
    texts = {name: statement.get(name) or "" for name in FIELDS}
    return {**texts, "key": key_of(statement)}


def as_row(name, place, texts, is_checked=False):
    """Return the `Row` of what was typed or stored in a place, counted from 0."""
    key, is_removed = texts.get("key", ""), "remove" in texts
    values = {one: texts.get(one, "") for one in FIELDS}
    return Row(f"{name}-{place}", place + 1, values, key, is_removed, is_checked)


def _last_day(rows):
    """Return the latest day of rows as text; "" if none has a valid one."""
    return format_partial_date(max((row.day for row in rows), default=""))


@admin.display(description=gettext_lazy("statements"))
def statements_html(fact):
    """Return the statements of a fact as a list, each with a link to its source."""
    if not fact.statements:
        return "–"
    lines = ((_line(Statement.of(one)),) for one in fact.statements)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))


def _line(statement):
    source = statement.title or statement.address
    if statement.address:
        source = format_html('<a href="{}">{}</a>', statement.address, source)
    if statement.title and statement.language:
        source = format_html('<span lang="{}">{}</span>', statement.language, source)
    day = format_partial_date(statement.day) if statement.day else _("no date")
    said = "" if statement.says == Says.SO else f"{Says(statement.says).label}, "
    words = [said, day, source or _("source not recorded"), statement.kind_name]
    return format_html("{}{}: {} ({})", *words)


class StatementsMixin:
    """The admin or inline of a fact; who may only view it reads its statements as a list."""

    formfield_overrides = {**FORM_FIELDS, StatementsField: {"form_class": StatementsFormField}}

    @admin.display(description=gettext_lazy("statements"))
    def statements_shown(self, fact):
        return statements_html(fact)

    @admin.display(description=gettext_lazy("last stated"))
    def last_statement_day(self, fact):
        """Return the last day of which a source tells, for lists."""
        return format_partial_date(fact.last_stated) if fact.last_stated else "–"

    def only_shows(self, request, obj):
        return obj is not None and not self.has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not self.only_shows(request, obj):
            return fieldsets
        return [
            (name, {**options, "fields": [SHOWN.get(one, one) for one in options["fields"]]})
            for name, options in fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        shown = SHOWN.values() if self.only_shows(request, obj) else []
        return [*super().get_readonly_fields(request, obj), *shown]
