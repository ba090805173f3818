"""One form is saved once, however often it is sent: each opened form has a key.

The same form sent again, as by a double click or after a lost answer, is answered as the first
time. If something else was typed meanwhile, the form comes back with a new key and says what it
has already saved.
"""

import json
import re
from hashlib import sha256
from uuid import uuid4

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from assembly.newsroom.submissions import Submission

from .editing import admin_url
from .editing_state import EditingState
from .kept_files import KeptFile

FIELD = "form_key"
# What differs from one sending of a form to the next.
NOT_TYPED = {"csrfmiddlewaretoken", FIELD}


def posted_form_key(request):
    """Return the key that a form was posted with, or None."""
    key = request.POST.get(FIELD, "")
    return key if re.fullmatch("[0-9a-f]{32}", key) else None


def form_key(request):
    """Return the key of the form that a response shows: a new one once a form was saved."""
    if EditingState.of(request).refusal:
        return uuid4().hex
    return posted_form_key(request) or uuid4().hex


def digest_of(request):
    """Return a digest of all that a form sent: its values, its button and its files."""
    digest = sha256()
    for name, values in sorted(request.POST.lists()):
        if name not in NOT_TYPED:
            digest.update(json.dumps([name, values]).encode())
    for name, file in sorted(request.FILES.items()):
        if not isinstance(file, KeptFile):  # its token is one of the values
            digest.update(json.dumps([name, file.name]).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def adds_rows(request):
    """Return whether a form adds rows, which a merge cannot tell from those of the first time."""
    return any(
        name.endswith("-TOTAL_FORMS")
        and count != request.POST.get(name.replace("-TOTAL_", "-INITIAL_"))
        for name, count in request.POST.items()
    )


def waiting_messages(request):
    """Return the messages that the next page will show."""
    storage = messages.get_messages(request)
    waiting = [*storage]
    storage.used = False  # they were read, but not shown
    return waiting


class SavedBeforeForm:
    """Refuses to save, with a reason."""

    refusal = ""

    def clean(self):
        cleaned = super().clean()
        self.add_error(None, self.refusal)
        return cleaned


class FormKeyMixin:
    """A form that is saved once. Its admin calls these methods inside its transaction."""

    def answer_repeated(self, request, *, new):
        """Return the answer to a form that was saved already; None if it is to be processed.

        `new` is whether the form makes a record.
        """
        key = posted_form_key(request) if request.method == "POST" else None
        if key is None:
            return None
        state = EditingState.of(request)
        digest = digest_of(request)
        earlier, is_first = Submission.objects.claim(request.user, key, digest)
        record = None if is_first else self.get_object(request, earlier.object_id)
        if record is not None and earlier.digest == digest:
            return self.answer_again(request, earlier, record, new=new)
        if record is not None and (new or adds_rows(request)):
            state.refusal = saved_before(earlier, record, new=new)
            return None
        earlier.digest = digest
        state.submission, state.said_before = earlier, len(waiting_messages(request))
        return None

    def answer_again(self, request, earlier, record, *, new):
        """Answer as the first time."""
        EditingState.of(request).saved = record
        if not earlier.location:  # a window that hands its record to the form that opened it
            respond = self.response_add if new else self.response_change
            return respond(request, record)
        waiting = waiting_messages(request)
        for message in earlier.said:
            if message not in waiting:
                messages.add_message(request, message.level, message.message)
        return HttpResponseRedirect(earlier.location)

    def remember_answer(self, request, response):
        """Remember how a form was answered, if it was saved."""
        state = EditingState.of(request)
        submission, saved = state.submission, state.saved
        if submission is None:
            return
        if saved is None:
            submission.delete()
            return
        submission.content_type = ContentType.objects.get_for_model(saved)
        submission.object_id = str(saved.pk)
        submission.location = getattr(response, "url", "")
        submission.said = waiting_messages(request)[state.said_before :]
        submission.save()

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        if EditingState.of(request).saved is not None:
            Submission.objects.forget_old()
        return response

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if refusal := EditingState.of(request).refusal:
            return type(form)(form.__name__, (SavedBeforeForm, form), {"refusal": refusal})
        return form


def saved_before(earlier, record, *, new):
    """Return what to tell about a form that was saved before, and was changed since."""
    if new:
        text = _(
            "This form was already saved as “{record}”. Press the button again to save what you "
            "see here as another record."
        )
    else:
        text = _(
            "This form was already saved in “{record}”, with its new rows. Press the button again "
            "to add the rows that you see here as well."
        )
    address = admin_url(record, "change")
    return format_html(text, record=format_html('<a href="{}">{}</a>', address, record))
