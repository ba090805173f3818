from http.client import HTTPException
from urllib.request import Request, urlopen

from django.core.management import BaseCommand, CommandError

from assembly.languages import LANGUAGES
from delegations.models import Chamber

TIMEOUT = 10  # seconds


def problem(address):
    """Return why a website does not answer; "" where it does."""
    try:
        request = Request(address, headers={"User-Agent": "website check"})  # noqa: S310
        with urlopen(request, timeout=TIMEOUT):  # noqa: S310
            return ""
    except (OSError, HTTPException, ValueError) as error:
        return str(error) or type(error).__name__


class Command(BaseCommand):
    help = "Ask the website of each chamber, and list those that are missing or do not answer."

    def handle(self, *args, **options):
        troubles = 0
        for chamber in Chamber.objects.select_related("delegation"):
            for language in LANGUAGES:
                address = getattr(chamber, f"website_{language}")
                trouble = problem(address) if address else "no website is recorded"
                if trouble:
                    troubles += 1
                    self.stdout.write(f"{chamber} [{language}] {address or '–'}: {trouble}")
        if troubles:
            raise CommandError(f"{troubles} websites are missing or do not answer.")
        self.stdout.write("All websites answer.")
