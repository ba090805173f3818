"""The browser keeps what is typed until it is saved; see static/assembly/editing/."""

from django.urls import reverse
from js_asset import Media, Script

from assembly.newsroom.submissions import REMEMBERED_FOR

from .editing_state import EditingState
from .form_keys import form_key, posted_form_key
from .presence import PresenceMixin
from .refused_steps import returned_step

# How long the browser keeps unsaved text, and the cookie that reports a save.
DRAFT_LIFETIME = REMEMBERED_FOR


class BrowserDraftsMixin(PresenceMixin):
    """A form whose unsaved text is kept in the browser.

    It is stored under the form's key. After a save, a cookie with the key tells every page and tab
    that the text of this form, and of no other, has been saved.
    """

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        # By now the transaction has been committed.
        if (key := posted_form_key(request)) and EditingState.of(request).saved is not None:
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
                "key": form_key(request),
                "previous": posted_form_key(request) or "",
                "days": DRAFT_LIFETIME.days,
                "refused": request.method == "POST",
            }
            context["step_is_returned"] = returned_step(request) is not None
        context["media"] += Media(
            css={"all": ["assembly/editing/editing.css"]},
            js=[Script("assembly/editing/change_form.js", type="module")],
            nonce=str(request.csp_nonce),
        )
        return super().render_change_form(request, context, add=add, obj=obj, **kwargs)
