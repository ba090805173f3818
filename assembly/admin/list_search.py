"""The search of lists and autocompletes, which folds words and names as the search of readers."""

from itertools import islice

from django.db.models import CharField, Q
from django.utils.text import smart_split, unescape_string_literal

from assembly.core.folding import fold
from assembly.search.records import records_found

LONGEST_SEARCH = 500  # characters; what follows is ignored
MOST_WORDS = 20


class ListSearchMixin:
    """Finds «Пётр» by «Петр», words in any form, and people and delegations in either alphabet.

    Each word must be part of one of `search_fields`; the names are compared folded. Or the search
    index has the words, of the record or of one that such a field belongs to.
    """

    def get_search_results(self, request, queryset, search_term):
        names = self.get_search_fields(request)
        words = list(islice(smart_split(search_term[:LONGEST_SEARCH]), MOST_WORDS))
        # No text contains NUL, which PostgreSQL refuses.
        if "\0" in search_term:
            return queryset.none(), False
        if not names or not words:
            return queryset, False
        condition = Q()
        for word in words:
            condition &= Q(
                *(self.has_word(name, _unquoted(word)) for name in names), _connector=Q.OR
            )
        conditions = [condition]
        for relation in sorted({name.rpartition("__")[0] for name in names}):
            model = self.related_model(relation)
            key = f"{relation}__pk__in" if relation else "pk__in"
            conditions.append(Q(**{key: records_found(model, " ".join(words))}))
        # Apart, since no index serves one condition or the other.
        found = [self.model._base_manager.filter(one).order_by().values("pk") for one in conditions]
        return queryset.filter(pk__in=found[0].union(*found[1:])), False

    def has_word(self, name, word):
        """Return the condition that a field contains a word; long texts are not folded for it."""
        if isinstance(self.last_field(name), CharField):
            return Q(**{f"{name}__folded__contains": fold(word)})
        return Q(**{f"{name}__icontains": word})

    def related_model(self, relation):
        """Return the model that a search field's relations lead to; the admin's own for none."""
        return self.last_field(relation).related_model if relation else self.model

    def last_field(self, name):
        model = self.model
        *relations, last = name.split("__")
        for relation in relations:
            model = model._meta.get_field(relation).related_model
        return model._meta.get_field(last)


def _unquoted(word):
    """Return a word, or the words of a phrase in quotation marks, as Django's own search does."""
    if word.startswith(('"', "'")) and len(word) > 1 and word[0] == word[-1]:
        return unescape_string_literal(word)
    return word
