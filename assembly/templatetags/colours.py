from django import template

from assembly.core import colours

register = template.Library()

register.simple_tag(colours.colour)
