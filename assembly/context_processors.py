from django.conf import settings


def assembly(request):
    """Name the assembly, and where readers can write to it, to every template."""
    return {
        "assembly_name": settings.ASSEMBLY_NAME,
        "assembly_short_name": settings.ASSEMBLY_SHORT_NAME,
        "contact": settings.CONTACT_EMAIL,
    }
