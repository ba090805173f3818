"""What the delegations register with the machinery that all apps share."""

from django.urls import include
from django.utils.translation import gettext_lazy as _

from assembly.core.constraints import LOADING_CHECKS, LOADING_KEEPS
from assembly.newsroom.dashboard import DASHBOARD_TASKS
from assembly.newsroom.editorial_checks import PUBLICATION_CHECKS
from assembly.pages.cards import PAGE_NAMES, SHARE_IMAGES
from assembly.pages.feeds import FEEDS
from assembly.pages.navigation import SECTIONS, Section
from assembly.pages.sitemaps import SITEMAP, SitemapSection
from assembly.pages.views import PAGES
from assembly.search.kinds import SEARCH_FILTERS, SEARCH_KINDS

from . import urls
from .editorial_checks import check_cases
from .facts import check_loaded_fact
from .loading_files import keep_what_is_stored
from .models.appointments import check_loaded_role
from .needs_attention import facts_to_confirm
from .search import DelegationFilter, DelegationKind, PersonKind
from .sitemaps import (
    delegation_entries,
    known_people,
    newest_delegation,
    people_entries,
    public_delegations,
)

PAGES.register(include("delegations.urls"))
SECTIONS.register(
    Section(
        _("Delegations"),
        "delegations:list",
        _("Feed of changes to delegations"),
        "delegations_feeds:changes",
    )
)
PAGE_NAMES["delegations"] = _("Delegations")
FEEDS.register(include((urls.feeds, "delegations_feeds")))
SHARE_IMAGES.register(include((urls.share_images, "delegations_cards")))
SITEMAP.register(
    SitemapSection(
        "delegations",
        public_delegations,
        delegation_entries,
        "delegations:list",
        newest_delegation,
    ),
    SitemapSection("people", known_people, people_entries),
)
SEARCH_KINDS.register(DelegationKind(), PersonKind())
SEARCH_FILTERS.register(DelegationFilter())
DASHBOARD_TASKS.register(facts_to_confirm)
PUBLICATION_CHECKS.register(check_cases)
LOADING_CHECKS.register(check_loaded_fact, check_loaded_role)
LOADING_KEEPS.register(keep_what_is_stored)
