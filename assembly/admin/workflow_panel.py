"""The workflow panel of a form: the state of the record, and the available steps."""

from django.conf import settings
from django.urls import reverse

from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES
from assembly.core.moments import sentence_part
from assembly.newsroom.changes import column_label, field_changes, value_change
from assembly.newsroom.editorial_checks import findings
from assembly.newsroom.finding import finding_place
from assembly.newsroom.outcomes import needs_confirmation, outcomes
from assembly.newsroom.previews import PREVIEW_LINK_DAYS, preview_token, valid_preview_links
from assembly.newsroom.publication_dates import DateUse, date_use
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.stale_translations import STALE_MARKS
from assembly.newsroom.workflow import (
    STEPS_FROM,
    Step,
    available_steps,
    explain_state,
    may_edit,
    may_publish,
)
from assembly.publishing.addressed import Addressed
from assembly.publishing.status import Status

from .editing import admin_url
from .step_form import step_form


def new_page_panel(request, model):
    """Return the panel's context for a new page."""
    publisher = may_publish(request.user, model)
    possible = STEPS_FROM[Status.DRAFT] if may_edit(request.user, model) else []
    offered = [step for step in possible if publisher or not step.for_publishers]
    form = step_form(request, model)
    return {"steps": offered, "step_form": form, **_outcome(form, None, publisher=publisher)}


def _outcome(form, work, *, publisher):
    """Return what the moment in the form will do, and the moment to confirm if it is past."""
    if "moment" not in form.fields:
        return {}
    use = date_use(work) if work else DateUse.FIRST
    if use == DateUse.PUBLIC and not publisher:
        use = DateUse.COPY  # of the changes yet to be made
    published_at = getattr(work.record, "published_at", None) if work else None
    said, moment = outcomes(use, published_at), form.shown_moment
    asks = publisher and needs_confirmation(use, moment)
    return {
        "outcomes": said,
        "outcome": said.sentence(moment),
        "moment_pattern": sentence_part("%(day)s", "%(time)s"),
        "zone": settings.TIME_ZONE,
        "past": moment if asks else None,
        "past_is_confirmed": asks and form["past"].value() == moment.isoformat(),
    }


def state_panel(work):
    """Return the panel's context for users who edit rows of a page whose texts they may not see."""
    why, next_step = explain_state(work)
    return {"why": why, "next_step": next_step}


def workflow_panel(request, work):
    """Return the panel's context: whether and why a page is public, and the available steps."""
    record = work.record
    why, next_step = explain_state(work)
    steps = available_steps(work, request.user)
    form = step_form(request, type(record))
    return {
        "record": record,
        **(_of_page(request, record) if work.is_publication else {}),
        "why": why,
        "next_step": next_step,
        "workflow_object": work.workflow_object,
        "steps": steps,
        "withdraw": admin_url(record, "withdraw") if Step.WITHDRAW in steps else None,
        "step_form": form,
        **_outcome(form, work, publisher=may_publish(request.user, type(record))),
        "changes": field_changes(work.live_content, work.copy.content) if work.copy else [],
        "stale": _stale(work),
        "previews": [
            {"name": language_name(code), "address": admin_url(record, "preview", code)}
            for code in LANGUAGES
            if isinstance(record, Addressed)
        ],
        "history": admin_url(record, "history"),
        "form": admin_url(record, "change"),
    }


def _of_page(request, record):
    """Return what the panel says of publications alone."""
    # The database temporarily contains the text being edited.
    shown = type(record)._base_manager.get(pk=record.pk)
    found = findings(shown)
    languages = shown.shown_languages
    return {
        "public_in": [language_name(code) for code in LANGUAGES if code in languages],
        "not_public_in": [language_name(code) for code in LANGUAGES if code not in languages],
        "findings": [(finding_place(type(record), finding), finding) for finding in found],
        "serious": any(finding.serious for finding in found),
        "links": [_link(request, record, link) for link in valid_preview_links(record)],
        "preview_link_days": PREVIEW_LINK_DAYS,
        "new_link": admin_url(record, "new_link"),
    }


def _link(request, record, link):
    """Return a preview link with its address in each language."""
    return {
        "until": link.expires_at,
        "revoke": admin_url(record, "revoke_link", link.pk),
        "addresses": [
            request.build_absolute_uri(reverse("shared_preview", args=[preview_token(link), code]))
            for code in LANGUAGES
        ],
    }


def _stale(work):
    """Return the stale translations, each with the changes in the text it was made from."""
    key = row_key(work.record)
    row = work.content[key]
    return [
        {
            "column": column,
            "label": column_label(key, column),
            "source": column_label(key, mark["source"]),
            "change": value_change(key, mark["source"], mark["before"], row[mark["source"]]),
        }
        for column, mark in row.get(STALE_MARKS, {}).items()
        if {column, mark["source"]} <= row.keys()  # the site may have lost one of the two since
    ]
