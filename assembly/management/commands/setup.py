import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError, connection, transaction

from assembly.core.indexes import INDEXES


class Command(BaseCommand):
    help = (
        "Migrate the database. If there are no accounts yet, load the content that comes with the "
        "site and create an administrator, whose password is printed once."
    )

    def handle(self, *args, **options):
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(
                f"Cannot connect to the database ({reason}). Check DATABASE_URL."
            ) from None
        call_command("migrate", verbosity=0)
        if password := self.first_run():
            self.stdout.write(
                "An administrator was created; the password is not shown again:\n"
                f"  username  admin\n  password  {password}"
            )
        for refresh in INDEXES:  # so that the first reader does not have to wait for it
            refresh()

    @transaction.atomic
    def first_run(self):
        """Return the password of the new administrator, or None if there are accounts already."""
        accounts = get_user_model().objects
        if accounts.exists():
            return None
        call_command("loaddata", *content_files(), verbosity=0)
        password = secrets.token_urlsafe(12)
        accounts.create_superuser("admin", password=password)
        return password


def content_files():
    """Return the content files of the assembly that CONTENT names, and the groups of staff."""
    [folder] = settings.FIXTURE_DIRS
    return sorted({folder / "groups.json", *(folder / settings.CONTENT).glob("*.json")})
