from django.core.management import BaseCommand

from assembly.links.checks import broken_links, check_links, with_records
from assembly.links.models import LinkCheck
from assembly.links.probe import is_public_ip


class Command(BaseCommand):
    help = "Check every external link on the site, and list the broken ones."
    stealth_options = ("allowed",)  # for call_command only: see assembly.links.probe.probe_url

    def handle(self, *args, allowed=is_public_ip, **options):
        checked, too_long = check_links(allowed)
        broken = LinkCheck.objects.broken().count()
        self.stdout.write(f"Links checked: {len(checked)}. Broken: {broken}.")
        for use, check in with_records(broken_links()):
            record = f"{use.record._meta.verbose_name} {use.record}"
            self.stdout.write(f"{use.url}: {check.explanation}. Used in: {record}")
        for url in too_long:
            self.stdout.write(f"{url[:80]}… was not checked: the address is too long.")
