"""Migration operations that give new permissions to those who have similar ones already.

A migration with one must depend on "auth" and "contenttypes", and on "assembly" for its users.
Going back, the permissions stay, which earlier versions ignore. Models are labels such as
"news.article".
"""

from functools import partial

from django.db.migrations import RunPython

ACTIONS = ["add", "change", "delete", "view"]


def grant_publishing(model, *, to_those_who=None):
    """Return the operation that lets groups and users publish a model whose edits are now reviewed.

    `to_those_who` is the codename of the permission that they have already, by default any to
    publish.
    """
    return grant(model, ["publish"], to_those_who=to_those_who)


def grant(model, actions, *, to_those_who):
    """Return the operation that permits actions such as "view" to those with a permission."""
    having = {"codename": to_those_who} if to_those_who else {"codename__startswith": "publish_"}
    return RunPython(partial(_grant, model, actions, having), RunPython.noop)


def grant_as_before(old, *models):
    """Return the operation that permits with models what was permitted with one that is gone.

    The permissions of the old model are deleted, so that nobody chooses them any more.
    """
    return RunPython(partial(_move, old, models), RunPython.noop)


def _move(old, models, apps, schema_editor):
    app, name = old.split(".")
    for action in ACTIONS:
        having = {"codename": f"{action}_{name}", "content_type__app_label": app}
        for model in models:
            _grant(model, [action], having, apps, schema_editor)
    gone = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    gone.filter(content_type__app_label=app, content_type__model=name).delete()


def _grant(model, actions, having, apps, schema_editor):
    alias = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    similar = list(permissions.filter(**having))
    if not similar:  # a new database, which has no permissions yet
        return
    app, name = model.split(".")
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    kind, _new = kinds.get_or_create(app_label=app, model=name)
    gained = [
        permissions.get_or_create(
            content_type=kind,
            codename=f"{action}_{name}",
            defaults={"name": f"Can {action} {name}"},
        )[0]
        for action in actions
    ]
    groups = apps.get_model("auth", "Group").objects.using(alias)
    for group in groups.filter(permissions__in=similar).distinct():
        group.permissions.add(*gained)
    users = apps.get_model("assembly", "User").objects.using(alias)
    for user in users.filter(user_permissions__in=similar).distinct():
        user.user_permissions.add(*gained)
