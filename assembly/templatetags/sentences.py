from django import template

from assembly.core.sentences import full_stop, one_full_stop, stop_after

register = template.Library()

for sentence_filter in [full_stop, one_full_stop, stop_after]:
    register.filter(sentence_filter)
