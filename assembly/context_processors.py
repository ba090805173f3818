from django.conf import settings


def assembly(request):
    """Name the assembly to every template."""
    return {
        "assembly_name": settings.ASSEMBLY_NAME,
        "assembly_short_name": settings.ASSEMBLY_SHORT_NAME,
    }
