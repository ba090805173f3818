"""Nothing that the staff type is lost; see the scripts in static/assembly/editing/."""

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from js_asset import Media, Script

from .editing_state import EditingState
from .presence import PresenceMixin

# How long the browser keeps what was typed, and is told what of it was saved.
DRAFT_LIFETIME = timedelta(days=14)


class BrowserDraftsMixin(PresenceMixin):
    """A form whose text the browser keeps until the server says that it has saved it.

    Each opening of a form has a key, under which the browser keeps what is typed there. The form is
    posted with it, as `_kept`. Once the record is saved, a cookie that bears the key says so: to
    every page and tab, whichever is opened next, and to no other opening of the same form.
    """

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        # By now the transaction has ended, too.
        if (key := posted_draft_key(request)) and EditingState.of(request).saved is not None:
            response.set_cookie(
                f"kept_{key}",
                "saved",
                max_age=DRAFT_LIFETIME,
                path=reverse("admin:index"),
                secure=request.is_secure(),
                samesite="Lax",
            )
        return response

    def render_change_form(self, request, context, add=False, obj=None, **kwargs):
        if add or self.has_change_permission(request, obj):
            context["kept"] = {
                "key": posted_draft_key(request) or uuid4().hex,
                "days": DRAFT_LIFETIME.days,
                "refused": request.method == "POST",
            }
        context["media"] += Media(
            css={"all": ["assembly/editing/editing.css"]},
            js=[Script("assembly/editing/change_form.js", type="module")],
            nonce=str(request.csp_nonce),
        )
        return super().render_change_form(request, context, add=add, obj=obj, **kwargs)


def posted_draft_key(request):
    """Return the key with which a form was posted, or None."""
    key = request.POST.get("_kept", "")
    return key if re.fullmatch("[0-9a-f]{32}", key) else None
