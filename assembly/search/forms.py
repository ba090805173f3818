from django import forms
from django.utils.translation import gettext_lazy as _

MAX_QUESTION = 200


class SearchForm(forms.Form):
    """The search form; a query that is too long is refused with a message."""

    q = forms.CharField(
        label=_("Search delegations, people and news"),
        required=False,
        max_length=MAX_QUESTION,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "null_characters_not_allowed": _("Enter words without control characters.")
        },
    )
