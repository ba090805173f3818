"""The Content-Security-Policy of responses."""

from csp.constants import HEADER, HEADER_REPORT_ONLY
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings


class PolicyMiddleware(CSPMiddleware):
    """Writes the site's policy once, and anew only for responses that use a nonce or change it."""

    def __init__(self, get_response):
        super().__init__(get_response)
        policies = {HEADER: build_policy(), HEADER_REPORT_ONLY: build_policy(report_only=True)}
        self._usual = {name: policy for name, policy in policies.items() if policy}

    def process_response(self, request, response):
        is_changed = any(name.startswith("_csp") for name in vars(response))
        if is_changed or getattr(request, "_csp_nonce", None) or settings.DEBUG:
            return super().process_response(request, response)
        for name, policy in self._usual.items():
            response.headers.setdefault(name, policy)
        # As the policy is written, a nonce would come too late.
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)
        return response
