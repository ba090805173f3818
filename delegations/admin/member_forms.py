"""The forms in which a pasted list of members becomes people and appointments."""

from hashlib import sha256

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modeltranslation.utils import build_localized_fieldname
from slugify import slugify

from assembly.admin.whole_texts import keep_whole
from assembly.core.languages import per_language

from ..listed_members import MOST_LINES, read_list
from ..models import Appointment, Person, Role
from .source_form import SourceForm

NEW, LEAVE_OUT = "new", "leave-out"
LONGEST_LIST = 50_000  # characters
NAMES = [*per_language("name"), *per_language("sort_name")]
TITLES = per_language("title")


class MemberListForm(SourceForm):
    """Asks for a list of names, the role of these people, and the source of both."""

    names = forms.CharField(
        label=_("names"),
        max_length=LONGEST_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text=_(
            "One in each line: “Viktor Kogut” or “Kogut, Viktor”. Numbers before a name are left "
            "out; what follows a dash, or another comma, becomes the title."
        ),
    )
    role = forms.ModelChoiceField(
        Role.objects.filter(of_assembly=False, one_holder=False),
        label=_("role"),
        error_messages={"invalid_choice": _("Choose one of the roles.")},
    )
    chamber = forms.ModelChoiceField(
        None,
        label=_("chamber"),
        required=False,
        help_text=_("Only if all of them sit in it."),
    )
    field_order = ["names", "role", "chamber"]

    def __init__(self, *args, delegation, **kwargs):
        super().__init__(*args, **kwargs)
        chambers = delegation.chambers.select_related("delegation").prefetch_related("names")
        self.fields["chamber"].queryset = chambers

    def clean_names(self):
        self.members = read_list(self.cleaned_data["names"])
        number = len(self.members)
        if not number:
            raise forms.ValidationError(_("There is no name in this text."))
        if number > MOST_LINES:
            text = ngettext(
                "The list has %(number)d name, and at most %(most)d are added at once. Paste it in "
                "parts.",
                "The list has %(number)d names, and at most %(most)d are added at once. Paste it "
                "in parts.",
                number,
            )
            raise forms.ValidationError(text % {"number": number, "most": MOST_LINES})
        return self.cleaned_data["names"]

    @property
    def digest(self):
        """What a review posts back, to show of which list and role it is."""
        typed = [self.cleaned_data["names"], str(self.cleaned_data["role"].pk)]
        return sha256("\0".join(typed).encode()).hexdigest()


class MemberForm(forms.ModelForm):
    """A line of the list: somebody who was found, a new person, or nobody.

    `person` is the found one, `instance` the new one.
    """

    choice = forms.ChoiceField(
        label=_("person"),
        error_messages={"required": _("Choose who it is.")},
    )

    class Meta:
        model = Person
        fields = ["slug", *NAMES]

    def __init__(self, *args, member, people, may_add, role, **kwargs):
        self.member, self.people = member, {str(one.pk): one for one in people}
        self.person, proposed = None, self.proposal(role)
        super().__init__(*args, initial=proposed, **kwargs)
        for column in TITLES:
            self.fields[column] = Appointment._meta.get_field(column).formfield(required=False)
        choices = [(key, str(person)) for key, person in self.people.items()]
        if may_add:
            choices.append((NEW, _("a new person")))
        choices.append((LEAVE_OUT, _("leave out")))
        if not proposed["choice"]:
            choices.insert(0, ("", _("choose who it is")))
        self.fields["choice"].choices = choices
        for name, field in self.fields.items():
            field.required = name == "choice"
            keep_whole(field)

    def proposal(self, role):
        """Return the initial values: what the line says, in its language."""
        member, own = self.member, self.member.language
        keys = list(self.people)
        return {
            # Of several people of the same name, the editor chooses.
            "choice": keys[0] if len(keys) == 1 else "" if keys else NEW,
            "slug": slugify(member.name, max_length=100),
            build_localized_fieldname("name", own): member.name,
            build_localized_fieldname("sort_name", own): member.sort_name,
            **self.proposed_titles(role),
        }

    def proposed_titles(self, role):
        """Return the title of the line, or else the name of the role in each language."""
        if self.member.title:
            return {build_localized_fieldname("title", self.member.language): self.member.title}
        names = zip(TITLES, per_language("name"), strict=True)
        return {title: getattr(role, name) for title, name in names}

    @property
    def is_new(self):
        return self.cleaned_data.get("choice") == NEW

    @property
    def is_left_out(self):
        return self.cleaned_data.get("choice") == LEAVE_OUT

    @property
    def titles(self):
        return {column: self.cleaned_data[column] for column in TITLES}

    def clean(self):
        cleaned = super().clean()
        self.person = self.people.get(cleaned.get("choice"))
        needed = [*(["slug", *NAMES] if self.is_new else []), *([] if self.is_left_out else TITLES)]
        for name in needed:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def _post_clean(self):
        """Check the new person; there is none if somebody was found."""
        if self.is_new:
            super()._post_clean()
