"""Chosen files are kept on the server while the rest of their form is being corrected.

A browser forgets a chosen file once its form was sent. So when a form is refused for something
else, its valid files are stored, and each field carries a token for its file; when the form is
sent again, the file takes its place among the uploads and is validated like any other.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.media.documents import MEGABYTE, random_name

from .editing_state import EditingState

# No public address leads to this folder of the storage.
FOLDER = "chosen"
KEPT_FOR = timedelta(days=1)
# Enough for ten of the largest documents.
MAX_BYTES_OF_A_USER = 250 * MEGABYTE
SALT = "assembly.admin.kept_files"
CHOOSE_AGAIN = _(
    "The file that you chose is no longer here. Choose it again; if you save without it, no file "
    "is replaced."
)


class LostFile:
    """Stands for a file that was chosen, but did not arrive or is no longer kept."""


class KeptFile(TemporaryUploadedFile):
    """A file that was chosen before, as if it had just been uploaded."""

    def __init__(self, name, kept, token):
        super().__init__(name, "", kept.size, None)
        self.token = token
        for chunk in kept.chunks():
            self.write(chunk)
        self.seek(0)


@dataclass(frozen=True)
class FileChoice:
    """A file that a field shows as chosen."""

    name: str
    token: str


class KeepsChoice:
    """A file input that shows which file is chosen already, and sends its token."""

    choice = None

    def value_from_datadict(self, data, files, name):
        if name not in files and (data.get(token_name(name)) or data.get(name)):
            return LostFile()  # a text under the field's own name was sent as no file is sent
        return super().value_from_datadict(data, files, name)

    def render(self, name, value, attrs=None, renderer=None):
        drawn = super().render(name, value, attrs, renderer)
        if self.choice is None:
            return drawn
        context = {"input": drawn, "choice": self.choice, "token_name": token_name(name)}
        return render_to_string("admin/_chosen_file.html", context)


class ChosenFileInput(KeepsChoice, AdminFileWidget):
    """The input of a document, with a link to the present one."""


class ChosenPictureInput(KeepsChoice, forms.FileInput):
    """The input of a picture, which the form shows beside it."""


class ChosenFileField(forms.FileField):
    """A file that must be chosen again if it was lost on the way."""

    def clean(self, data, initial=None):
        if isinstance(data, LostFile):
            raise ValidationError(CHOOSE_AGAIN, code="lost")
        return super().clean(data, initial)

    def bound_data(self, data, initial):
        return initial if isinstance(data, LostFile) else super().bound_data(data, initial)


class KeptFilesMixin:
    """A form that keeps its chosen files while it is refused."""

    def changeform_view(self, request, *args, **kwargs):
        kept = self.take_kept_files(request) if request.method == "POST" else []
        response = super().changeform_view(request, *args, **kwargs)
        if EditingState.of(request).saved is not None:
            for place in kept:
                default_storage.delete(place)
        return response

    def take_kept_files(self, request):
        """Put the files of a form's tokens among its uploads; return their places."""
        places = []
        suffix = token_name("")
        for name in [name for name in request.POST if name.endswith(suffix)]:
            field, token = name.removesuffix(suffix), request.POST[name]
            place, chosen = self.place_of(request.user, field, token)
            if place is None or place in places:  # one file is good for one field
                continue
            with suppress(FileNotFoundError):
                with default_storage.open(place) as kept:
                    if field not in request.FILES:
                        request.FILES[field] = KeptFile(chosen, kept, token)
                places.append(place)
        return places

    def place_of(self, user, field, token):
        """Return where the file of a token is stored and how it was called, or twice None."""
        try:
            found = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            return None, None
        if found["for"] != self.purpose(user, field):
            return None, None
        return found["place"], found["name"]

    def purpose(self, user, field):
        """Return what a token is good for: one user, and one field of one kind of form.

        The numbers of rows do not count, as they change when an earlier row is removed.
        """
        return [user.pk, self.opts.label_lower, re.sub(r"-\d+-", "-", field)]

    def keep_files(self, request, form):
        """Store the files of a refused form, except those that were refused themselves."""
        for bound in form:
            widget, file = bound.field.widget, form.files.get(bound.html_name)
            if isinstance(widget, KeepsChoice) and file and not bound.errors:
                token = getattr(file, "token", None) or self.keep(request.user, bound, file)
                widget.choice = FileChoice(file.name, token)

    def keep(self, user, bound, file):
        """Store a file; return its token."""
        folder = f"{FOLDER}/{user.pk}"
        make_room(folder, file.size)
        file.seek(0)
        place = default_storage.save(f"{folder}/{random_name()}", file)
        purpose = self.purpose(user, bound.html_name)
        return signing.dumps({"for": purpose, "place": place, "name": file.name}, salt=SALT)

    def render_change_form(self, request, context, **kwargs):
        if request.method == "POST":
            self.keep_files(request, context["adminform"].form)
            for inline in context["inline_admin_formsets"]:
                for form in inline.formset.forms:
                    self.keep_files(request, form)
        return super().render_change_form(request, context, **kwargs)


def token_name(field):
    """Return the name under which a file input sends the token of its chosen file."""
    return f"{field}-chosen"


def make_room(folder, size):
    """Delete what was kept too long, by any user, and then the oldest of a folder until it fits."""
    oldest = timezone.now() - KEPT_FOR
    for user in _listed(FOLDER)[0]:
        for _moment, _size, place in _contents(f"{FOLDER}/{user}", until=oldest):
            default_storage.delete(place)
    files = _contents(folder)
    taken = size + sum(size for _moment, size, _place in files)
    for _moment, size, place in files:
        if taken <= MAX_BYTES_OF_A_USER:
            return
        default_storage.delete(place)
        taken -= size


def _contents(folder, until=None):
    """Return the (moment, size, place) of a folder's files, the oldest first."""
    found = []
    for name in _listed(folder)[1]:
        place = f"{folder}/{name}"
        with suppress(FileNotFoundError):  # deleted by another request meanwhile
            moment = default_storage.get_modified_time(place)
            if until is None or moment < until:
                found.append((moment, default_storage.size(place), place))
    return sorted(found)


def _listed(folder):
    """Return the names of the folders and of the files in a folder of the storage."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
