from django.core.management import BaseCommand

from assembly.links.models import LinkCheck
from assembly.links.probe import is_public_ip
from assembly.links.uses import check_links, where_used


class Command(BaseCommand):
    help = "Ask every address outside the site that its records hold, and list the broken ones."
    stealth_options = ("allowed",)  # for call_command alone: see assembly.links.probe.probe_url

    def handle(self, *args, allowed=is_public_ip, **options):
        asked, too_long = check_links(allowed)
        broken = list(LinkCheck.objects.broken().values_list("url", flat=True))
        self.stdout.write(f"Addresses asked: {len(asked)}. Broken: {len(broken)}.")
        for use in where_used(broken):
            record = f"{use.record._meta.verbose_name} {use.record}"
            self.stdout.write(f"{use.url}: {use.problem}. It stands in: {record}")
        for url in too_long:
            self.stdout.write(f"{url[:80]}… was not asked: it is too long.")
