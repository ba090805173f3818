"""The redirect from a form to the public page."""

from django.contrib.admin import site
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from assembly.core.keys import is_key


def view_on_site(request, content_type_id, object_id):
    """Redirect to the public page of a record that the user may see."""
    if not is_key(content_type_id):
        raise Http404
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if not site.is_registered(model):
        raise Http404
    if not site.get_model_admin(model).has_view_permission(request):
        raise PermissionDenied
    return shortcut(request, content_type_id, object_id)
