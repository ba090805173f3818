"""The pages to measure, with the least rates that they should reach."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A kind of page; `path` has the names of `inspection.places` in braces."""

    name: str
    path: str
    target: float | None = None  # least rate without the cache, per minimal constant view
    flat: float | None = None  # least rate with the most articles, per rate with the fewest
    milliseconds: dict | None = None  # highest median without the cache, by number of articles

    @property
    def is_admin(self):
        return self.path.startswith("/admin/")

    @property
    def is_cached(self):
        return not self.is_admin and self.path != "/healthz"


CHOICES = "app_label=news&model_name=article&field_name=people"  # of people, for an article

FLAT, ADMIN_FLAT = 0.80, 0.60
COMMON = {100_000: 60, 1_000_000: 150}
RARE = {100_000: 20, 1_000_000: 50}

PAGES = [
    Page("article", "/en/news/{article}/", 0.05, FLAT),
    Page("list", "/en/news/", 0.05, FLAT),
    Page("deep-list", "/en/news/?page={deep}", 0.05, FLAT),
    Page("topic", "/en/news/topics/{topic}/", 0.05, FLAT),
    Page("month", "/en/news/{month}/", 0.05, FLAT),
    Page("home", "/en/", 0.04),
    Page("delegations", "/en/delegations/", 0.04),
    Page("delegation", "/en/delegations/{delegation}/", 0.04, FLAT),
    Page("person", "/en/people/{person}/", 0.04),
    Page("feed", "/feeds/news.en.xml", 0.03),
    Page("sitemap", "{sitemap}", 0.03),
    Page("search-rare", "/en/search/?q={rare}", milliseconds=RARE),
    Page("search-common", "/en/search/?q={common}", milliseconds=COMMON),
    Page("search-misspelt", "/en/search/?q={misspelt}", milliseconds=COMMON),
    Page("healthz", "/healthz"),
    Page("admin", "/admin/", flat=ADMIN_FLAT),
    Page("admin-articles", "/admin/news/article/", flat=ADMIN_FLAT),
    Page("admin-people", "/admin/delegations/person/", flat=ADMIN_FLAT),
    Page("admin-topics", "/admin/news/topic/", flat=ADMIN_FLAT),
    Page("admin-history", "/admin/news/article/{article_key}/history/"),
    Page("admin-choices", f"/admin/autocomplete/?term=mar&{CHOICES}"),
]


def pages_named(names):
    """Return the pages of these names, all without names; raise SystemExit for unknown names."""
    known = {page.name: page for page in PAGES}
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"There is no page {', '.join(unknown)}. Choose from: {', '.join(known)}.")
    return [known[name] for name in names] or PAGES
