from django import template

from assembly.media.picture_html import picture_html

register = template.Library()

register.simple_tag(picture_html, name="picture")
