"""What a form tells of the work on its record, and the steps that it offers."""

from django.urls import reverse

from assembly.core.languages import LANGUAGES, name_of
from assembly.newsroom.changes import changes, label
from assembly.newsroom.editorial_checks import findings
from assembly.newsroom.previews import links_of, token_of
from assembly.newsroom.snapshots import key_of
from assembly.newsroom.workflow import FROM, explain, may_edit, may_publish, steps
from assembly.publishing.status import Status
from assembly.text.diff import plain, word_diff

from .editing import admin_page
from .step_form import StepForm


def new_panel(request, model):
    """Return what a form for a new page offers."""
    publisher = may_publish(request.user, model)
    possible = FROM[Status.DRAFT] if may_edit(request.user, model) else []
    offered = [step for step in possible if publisher or not step.for_publishers]
    return {"steps": offered, "step_form": _step_form(publisher)}


def _step_form(publisher):
    form = StepForm()
    if not publisher:
        del form.fields["moment"]
    return form


def panel(request, work):
    """Return what a form says about a page: why it is public or not, and what may be done now."""
    record = work.record
    publisher = may_publish(request.user, type(record))
    why, then = explain(work)
    # The form is shown as of the text in work, and so is the record in the database now.
    shown = type(record)._base_manager.get(pk=record.pk)
    found = findings(shown)
    languages = shown.shown_languages
    return {
        "why": why,
        "then": then,
        "in_work": work.in_work,
        "steps": steps(work, request.user),
        "step_form": _step_form(publisher),
        "changes": changes(work.live, work.copy.content) if work.copy else [],
        "stale": _stale(work),
        "public_in": [name_of(code) for code in LANGUAGES if code in languages],
        "not_public_in": [name_of(code) for code in LANGUAGES if code not in languages],
        "findings": found,
        "serious": any(finding.serious for finding in found),
        "previews": [
            {"name": name_of(code), "address": admin_page(record, "preview", code)}
            for code in LANGUAGES
        ],
        "links": [_link(request, record, link) for link in links_of(record)],
        "new_link": admin_page(record, "new_link"),
        "history": admin_page(record, "history"),
        "form": admin_page(record, "change"),
    }


def _link(request, record, link):
    """Return a link for readers without an account, with an address for each language."""
    return {
        "until": link.expires_at,
        "revoke": admin_page(record, "revoke_link", link.pk),
        "addresses": [
            request.build_absolute_uri(reverse("shared_preview", args=[token_of(link), code]))
            for code in LANGUAGES
        ],
    }


def _stale(work):
    """Return the stale translations, each with what changed since in the text it was made of."""
    key = key_of(work.record)
    row = work.content[key]
    return [
        {
            "column": column,
            "label": label(key, column),
            "source": label(key, mark["source"]),
            "runs": word_diff(plain(mark["before"]), plain(row[mark["source"]] or "")),
        }
        for column, mark in row["stale"].items()
    ]
