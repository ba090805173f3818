from django.conf import settings


def assembly(request):
    """Give every template the assembly's name and contact address."""
    return {
        "assembly_name": settings.ASSEMBLY_NAME,
        "assembly_short_name": settings.ASSEMBLY_SHORT_NAME,
        "contact": settings.CONTACT_EMAIL,
    }
