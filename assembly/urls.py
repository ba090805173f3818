from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from assembly.admin import brand_colours
from assembly.media.documents import MEDIA_TYPES
from assembly.pages import cards, sitemaps, static_pages, uploads, views, well_known
from assembly.pages.feeds import FEEDS
from assembly.search.views import search
from news.home import home

handler400 = "assembly.pages.views.bad_request"
handler500 = "assembly.pages.views.server_error"

# Names as `random_name` makes them: none leads out of the folder.
UPLOADED = (
    rf"(?P<folder>images|attachments)/(?P<name>[-\w]+)\.(?P<extension>{'|'.join(MEDIA_TYPES)})"
)

urlpatterns = [
    path("admin/colours.css", brand_colours.stylesheet, name="brand_colours"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),  # the language of the admin
    path("preview/<str:token>/<str:code>/", views.shared_preview, name="shared_preview"),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    re_path(rf"^media/{UPLOADED}\Z", uploads.uploaded_file),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("robots.txt", well_known.robots),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("favicon.ico", well_known.favicon),
    *(path("feeds/", patterns) for patterns in FEEDS),
    # `/` and other addresses without a language redirect to the reader's language.
    *i18n_patterns(
        path("", home, name="home"),
        path("search/", search, name="search"),
        path("cards/assembly.<slug:digest>.png", cards.assembly_card_view, name="card"),
        path("cards/pages/<slug:name>.<slug:digest>.png", cards.page_card, name="page_card"),
        path("manifest.webmanifest", well_known.manifest, name="manifest"),
        *static_pages.urlpatterns,
        *(path("cards/", patterns) for patterns in cards.SHARE_IMAGES),
        *(path("", patterns) for patterns in views.PAGES),
    ),
]
