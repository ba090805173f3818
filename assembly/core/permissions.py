"""Whether a member of the staff may do something to the records of a model."""

from django.contrib.auth import get_permission_codename


def may(user, action, model):
    """Say whether a user has the permission for an action: "view", "change", "publish" and so on.

    `model` is a model, or a record of it.
    """
    opts = model._meta
    return user.has_perm(f"{opts.app_label}.{get_permission_codename(action, opts)}")
