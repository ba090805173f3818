from django.forms import ModelChoiceField


class TermField(ModelChoiceField):
    """A choice of a term, for forms of hundreds of rows: their copies of the field read it once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = {str(term.pk): term for term in self.queryset}
        named = [(term.pk, str(term)) for term in self.terms.values()]
        self.choices = [("", self.empty_label), *named]

    def to_python(self, value):
        return self.terms.get(str(value)) or super().to_python(value)
