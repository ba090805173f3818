"""Migration operations that give a new permission to those who have a similar one already."""

from functools import partial

from django.db.migrations import RunPython


def grant_publishing(model, *, to_those_who=None):
    """Return the operation that lets groups and users publish a model whose edits are now reviewed.

    `model` is a label such as "news.article"; `to_those_who` is the codename of the permission that
    they have already, by default any to publish. The migration must depend on "auth" and
    "contenttypes". Going back, the permission stays, which earlier versions ignore.
    """
    return RunPython(partial(_grant, model, to_those_who), RunPython.noop)


def _grant(label, codename, apps, schema_editor):
    alias = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    having = {"codename": codename} if codename else {"codename__startswith": "publish_"}
    similar = list(permissions.filter(**having))
    if not similar:  # a new database, which has no permissions yet
        return
    app, _dot, name = label.partition(".")
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    kind, _new = kinds.get_or_create(app_label=app, model=name)
    gained, _new = permissions.get_or_create(
        content_type=kind, codename=f"publish_{name}", defaults={"name": f"Can publish {name}"}
    )
    groups = apps.get_model("auth", "Group").objects.using(alias)
    for group in groups.filter(permissions__in=similar).distinct():
        group.permissions.add(gained)
    users = apps.get_model("assembly", "User").objects.using(alias)
    for user in users.filter(user_permissions__in=similar).distinct():
        user.user_permissions.add(gained)
