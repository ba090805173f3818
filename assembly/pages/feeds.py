"""What all Atom feeds share."""

import re
from io import StringIO
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from assembly.core.languages import LANGUAGES
from assembly.core.registry import Registry

FEEDS = Registry()  # address patterns below `/feeds/`
FEED_LENGTH = 50  # entries
# Characters that texts may contain, but XML may not.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def urn(name):
    """Return an id that depends on the name only, not on the site's address."""
    return uuid5(NAMESPACE_URL, name).urn


class SafeXMLGenerator(SimplerXMLGenerator):
    """Drops characters that XML does not allow."""

    def addQuickElement(self, name, contents=None, attrs=None):  # noqa: N802  (named by Django)
        attrs = {key: NOT_IN_XML.sub("", value) for key, value in (attrs or {}).items()}
        super().addQuickElement(name, contents and NOT_IN_XML.sub("", contents), attrs)


class Atom(Atom1Feed):
    """Atom with the full text of entries that have a `content`."""

    def write(self, outfile, encoding):
        text = StringIO()  # which takes many small pieces sooner than a response does
        handler = SafeXMLGenerator(text, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")
        outfile.write(text.getvalue())

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content", item["content"], {"type": "html"})


class AtomFeed(Feed):
    """A feed in the language that its address names."""

    feed_type = Atom
    query_parameters = ()  # see `public_page`

    def author_name(self):
        return settings.ASSEMBLY_NAME

    @method_decorator(require_safe)
    def __call__(self, request, language, **kwargs):
        if language not in LANGUAGES:
            raise Http404
        with override(language):
            response = self.answer(request, **kwargs)
        response["Content-Language"] = language
        return response

    def answer(self, request, **kwargs):
        return super().__call__(request, **kwargs)
