"""Which permission each page of the admin requires: one rule per address, by name.

A rule says what a request needs: a permission on the page's own model ("view", "add", "change",
"delete"), or one of the words below. `*` stands for the models that have the page.
"""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from django.apps import apps
from django.contrib import admin
from django.urls import URLPattern

ANYONE = "anyone"
STAFF = "staff"
EVERY_PAGE = "view every kind of publication"
# Responses that are the same for everybody.
METHOD = "method"  # 405
HIDDEN = "hidden"  # 404


@dataclass(frozen=True)
class Rule:
    get: str
    post: str
    model: str = ""  # if the address does not begin with it
    query: str = ""
    outsiders: str = "login"  # the response to users who are not staff
    refusal: str = "refused"
    owner: str = ""  # the only role that sees the record


RULES = {
    # Django's own pages
    "index": Rule(STAFF, STAFF),
    "login": Rule(ANYONE, ANYONE),
    "logout": Rule(METHOD, ANYONE, outsiders="allowed"),
    "password_change": Rule(STAFF, STAFF),
    "password_change_done": Rule(STAFF, METHOD),
    "jsi18n": Rule(STAFF, METHOD),
    "autocomplete": Rule(
        "view",
        METHOD,
        model="news.topic",
        query="?app_label=news&model_name=article&field_name=topics",
    ),
    "view_on_site": Rule("view", "view", model="news.article"),
    "app_list": Rule("view", "view", model="news.topic", refusal=HIDDEN),
    "(?P<url>.*)$": Rule(HIDDEN, HIDDEN),
    "auth_user_password_change": Rule("change", "change"),
    # Django's own pages of each model; the last only redirects to the form
    "*_changelist": Rule("view", "view"),
    "*_add": Rule("add", "add"),
    "*_change": Rule("view", "change"),
    "*_delete": Rule("delete", "delete"),
    "*_history": Rule("view", "view"),
    "*/<path:object_id>/": Rule(STAFF, STAFF),
    # The tools of the newsroom
    "bin": Rule(STAFF, STAFF),  # lists what the reader may restore
    "recover": Rule(METHOD, "delete", model="news.topic"),
    "undo": Rule("change", "change", model="news.article"),
    "broken_links": Rule(STAFF, STAFF),  # lists what the reader may see
    "preview_date": Rule(EVERY_PAGE, EVERY_PAGE),
    "preview_date_page": Rule(EVERY_PAGE, EVERY_PAGE),
    "*_compare": Rule("view", "view"),
    "*_restore": Rule("change", "change"),
    "*_resolve": Rule("change", "change", owner="editor"),
    "news_article_preview": Rule("view", "view"),
    "delegations_delegation_preview": Rule("view", "view"),
    "delegations_person_preview": Rule("view", "view"),
    "news_topic_preview": Rule("view", "view"),
    "*_withdraw": Rule("publish", "publish"),
    "*_presence": Rule(METHOD, "change"),
    "*_new_link": Rule(METHOD, "change"),
    "*_revoke_link": Rule(METHOD, "change"),
    # The delegations' own tools
    "delegations_needs_attention": Rule("view", "view"),
    "delegations_delegation_confirm": Rule("change", "change"),
    "delegations_delegation_members": Rule("change", "change"),  # and add, of appointments
    "delegations_person_merge": Rule("delete", "delete"),
    "delegations_composition_preview": Rule(METHOD, "change"),
    "delegations_composition_diff": Rule(METHOD, "change"),
    "delegations_composition_confirm": Rule("change", "change"),
    "delegations_appointment_confirm": Rule("change", "change"),
}


@dataclass(frozen=True)
class Page:
    """An address of the admin, as given by its URL pattern."""

    name: str  # the pattern itself if it has no name
    route: str

    @property
    def rules(self):
        """The names of the rules that match it: its own, otherwise those with a `*`."""
        if self.name in RULES:
            return [self.name]
        return [name for name in RULES if name[0] == "*" and fnmatchcase(self.name, name)]

    @property
    def rule(self):
        [name] = self.rules
        return RULES[name]

    @property
    def model(self):
        """The model that it is about; None for a page of the whole admin."""
        label = self.rule.model or ".".join(self.route.split("/")[:2])
        known = {model._meta.label_lower: model for model in apps.get_models()}
        return known.get(label)

    @property
    def is_about_a_record(self):
        return "<" in self.route and not self.name.startswith(("(", "app_list", "preview_date"))

    def address(self, values):
        """Return the address with these values for the parameters of the pattern."""
        route = re.sub(r"\(\?P(<\w+>)[^)]*\)|[\^$]", r"\1", self.route)
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda place: str(values[place[1]]), route)
        return f"/admin/{filled}{self.rule.query}"


def pages(patterns=None, before=""):
    """Return every `Page` of the admin by its name."""
    found = {}
    for pattern in admin.site.urls[0] if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = pattern.name or route
            found[name] = Page(name, route)
        else:
            found |= pages(pattern.url_patterns, route)
    return found


def may(user, need, model):
    """Return whether a user has what a request requires."""
    if need == EVERY_PAGE:
        return user.has_perms(["delegations.view_delegation", "news.view_article"])
    if need in {ANYONE, STAFF}:
        return True
    names = ["view", "change"] if need == "view" else [need]
    opts = model._meta
    return any(user.has_perm(f"{opts.app_label}.{name}_{opts.model_name}") for name in names)


def expected(page, method, role, user):
    """Return the expected response of a page: allowed, refused, login, hidden or method."""
    rule = page.rule
    need = getattr(rule, method)
    if not user.is_staff:
        return "allowed" if need == ANYONE else rule.outsiders
    if need in {METHOD, HIDDEN}:
        return need
    if not may(user, need, page.model):
        return rule.refusal
    return HIDDEN if rule.owner and rule.owner != role else "allowed"


def answered(response):
    """Classify a response in the words of `expected`; otherwise return its status."""
    if response.status_code in {301, 302}:
        return "login" if "/admin/login/" in response["Location"] else "allowed"
    words = {200: "allowed", 204: "allowed", 403: "refused", 404: HIDDEN, 405: METHOD}
    return words.get(response.status_code, str(response.status_code))
