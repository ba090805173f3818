"""What templates say of the facts of a day."""

from django import template

from .. import shown_names, shown_offices, shown_participation, shown_seats, shown_websites
from ..doubts import doubt_about
from ..source_lines import alike, sentences

register = template.Library()

register.simple_tag(shown_seats.seats_on)
register.simple_tag(shown_offices.posts_of)
register.simple_tag(shown_offices.members_of)
register.simple_tag(shown_offices.roles_of_unnamed)
register.simple_tag(shown_offices.holders_of_expected)
register.simple_tag(shown_names.sources_of_names)
register.simple_tag(shown_websites.websites_of)
register.simple_tag(sentences, name="source_sentences")
register.filter(shown_participation.participation_in_words)
register.filter(doubt_about)


@register.filter
def other_than(fact, composition):
    """Return whether the line of a fact says something that a composition's does not."""
    return not alike(fact, composition)
