"""The browser keeps what is typed until it is saved; see static/assembly/editing/."""

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from js_asset import Media, Script

from .editing_state import EditingState
from .presence import PresenceMixin
from .refused_steps import returned_step

# How long the browser keeps unsaved text, and the cookie that reports a save.
DRAFT_LIFETIME = timedelta(days=14)


class BrowserDraftsMixin(PresenceMixin):
    """A form whose unsaved text is kept in the browser.

    Each opened form has a key, under which the browser stores what is typed, and which is posted as
    `_kept`. After a save, a cookie with the key tells every page and tab that the text of this
    form, and of no other, has been saved.
    """

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        # By now the transaction has been committed.
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
                "refused": request.method == "POST" or returned_step(request) is not None,
            }
        context["media"] += Media(
            css={"all": ["assembly/editing/editing.css"]},
            js=[Script("assembly/editing/change_form.js", type="module")],
            nonce=str(request.csp_nonce),
        )
        return super().render_change_form(request, context, add=add, obj=obj, **kwargs)


def posted_draft_key(request):
    """Return the key that a form was posted with, or None."""
    key = request.POST.get("_kept", "")
    return key if re.fullmatch("[0-9a-f]{32}", key) else None
