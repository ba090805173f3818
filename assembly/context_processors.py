from django.conf import settings

from assembly.pages.navigation import SECTIONS


def assembly(request):
    """Give every template the assembly's name and contact address, and the site's sections."""
    return {
        "assembly_name": settings.ASSEMBLY_NAME,
        "assembly_short_name": settings.ASSEMBLY_SHORT_NAME,
        "contact": settings.CONTACT_EMAIL,
        "sections": SECTIONS,
    }
