"""The site's colours for the stylesheet of the admin, which never loads that of the public."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from assembly.core.colours import palette


@require_safe
@cache_control(public=True, max_age=60 * 60)
def stylesheet(request):
    """Answer with a `--brand-…` property for each colour of the light scheme."""
    lines = [f"  --brand-{name}: {value};\n" for name, value in palette().items()]
    text = f":root {{\n{''.join(lines)}}}\n"
    return HttpResponse(text, content_type="text/css; charset=utf-8")
