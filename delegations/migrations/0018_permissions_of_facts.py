"""Lets staff keep the facts that are rows of their own now as they kept those of before."""

from django.db import migrations

from assembly.core.permission_migrations import ACTIONS, grant, grant_as_before

# What stood in delegations and chambers themselves.
OF_DELEGATION = ["delegations.parliamentname", "delegations.participation"]
OF_CHAMBER = ["delegations.chambername", "delegations.website"]
TERMS = ["delegations.participationkind", "delegations.role", "delegations.seatkind"]
EDIT = ["add", "change", "view"]


class Migration(migrations.Migration):
    dependencies = [
        ("assembly", "0018_long_lists"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("delegations", "0016_facts_only"),
    ]

    operations = [
        grant_as_before("delegations.formerchamber", *OF_CHAMBER),
        grant_as_before("delegations.formerparliament", "delegations.parliamentname"),
        grant_as_before("delegations.formerparticipation", "delegations.participation"),
        *[grant(fact, EDIT, to_those_who="change_delegation") for fact in OF_DELEGATION],
        *[grant(fact, ["view"], to_those_who="view_delegation") for fact in OF_DELEGATION],
        *[grant(fact, EDIT, to_those_who="change_chamber") for fact in OF_CHAMBER],
        *[grant(fact, ["view"], to_those_who="view_chamber") for fact in OF_CHAMBER],
        *[grant(term, ["view"], to_those_who="view_delegation") for term in TERMS],
        *[grant(term, [*ACTIONS, "publish"], to_those_who="publish_delegation") for term in TERMS],
    ]
