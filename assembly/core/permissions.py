"""Permission checks by action and model."""

from django.contrib.auth import get_permission_codename


def may(user, action, model):
    """Return whether a user has the permission for an action, such as "view" or "publish".

    `model` is a model, or a record of it.
    """
    opts = model._meta
    return user.has_perm(f"{opts.app_label}.{get_permission_codename(action, opts)}")


def may_view(user, model):
    """Return whether a user may see the records of a model: whoever may change them may.

    So does the admin decide which forms it shows.
    """
    return may(user, "view", model) or may(user, "change", model)
