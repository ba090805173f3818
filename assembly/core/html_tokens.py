"""The tokens of HTML, however bad it is, in time that grows with its length only.

Python's own parser and those that build a whole document take quadratic time for some input.
"""

import re
from html import unescape

TAG = re.compile(
    r"""<(/?+)([a-z][^\s/>]*+)((?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))*+)>""",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""",
)
MARKUP = re.compile(r"<([a-z/!?])", re.IGNORECASE)
# What no reader sees; its end is searched for as text, as browsers do.
UNSEEN = {"script", "style"}
NUL = "\0"  # neither HTML nor a database accepts it


def tokens(html):
    """Yield the tokens of HTML: ("text", words, ""), ("start", tag, attributes), ("end", tag, "").

    Tags are in lower case, text is without entities, attributes as `read_attributes` takes them.
    Comments, declarations, scripts and styles are left out. A tag that never ends is text.
    """
    html, at = html.replace(NUL, ""), 0
    while begins := MARKUP.search(html, at):
        if begins.start() > at:
            yield "text", unescape(html[at : begins.start()]), ""
        at = begins.start()
        if tag := TAG.match(html, at):
            at = tag.end()
            name = tag[2].lower()
            yield ("end", name, "") if tag[1] else ("start", name, tag[3])
            if name in UNSEEN and not tag[1]:
                at = _end_of_unseen(html, name, at)
        elif begins[1].isalpha():  # a tag that never ends; neither does any after it
            break
        else:
            at = _end_of_comment(html, at)
    if at < len(html):
        yield "text", unescape(html[at:]), ""


def _end_of_unseen(html, name, at):
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return end.start() if end else len(html)


def _end_of_comment(html, at):
    if html.startswith("<!--", at):
        if html.startswith((">", "->"), at + 4):
            return html.index(">", at) + 1
        end = html.find("-->", at + 4)
        return end + 3 if end != -1 else len(html)
    end = html.find(">", at)
    return end + 1 if end != -1 else len(html)


def read_attributes(written):
    """Return the attributes of a tag by name in lower case; of two of one name, the first."""
    found = {}
    for name, *values in ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape("".join(values)))
    return found
