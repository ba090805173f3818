from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from assembly import views
from assembly.files import TYPES
from delegations.feeds import ChangesFeed
from news.views import home

handler500 = "assembly.views.server_error"

# Names as `files.random_name` makes them: none leads out of the folder.
UPLOADED = rf"(?P<folder>images|attachments)/(?P<name>[-\w]+)\.(?P<extension>{'|'.join(TYPES)})"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),  # the staff's choice of a language
    path("preview/<str:token>/<str:code>/", views.shared_preview, name="shared_preview"),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    re_path(rf"^media/{UPLOADED}\Z", views.media),
    path("feeds/changes.<str:language>.xml", ChangesFeed(), name="changes"),
    path("feeds/changes/<slug:slug>.<str:language>.xml", ChangesFeed(), name="delegation_changes"),
    # `/` and every other address without a language lead to the reader's own.
    *i18n_patterns(
        path("", home, name="home"),
        path(
            "accessibility/",
            TemplateView.as_view(template_name="accessibility.html"),
            name="accessibility",
        ),
        path("privacy/", TemplateView.as_view(template_name="privacy.html"), name="privacy"),
        path("", include("delegations.urls")),
        path("", include("news.urls")),
    ),
]
