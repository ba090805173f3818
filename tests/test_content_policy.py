"""The Content-Security-Policy is the site's own, except where a response needs another."""

import pytest
from csp.decorators import csp_exempt, csp_update
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from assembly.pages.content_policy import PolicyMiddleware

POLICY = "Content-Security-Policy"


def plain(request):
    return HttpResponse()


def with_nonce(request):
    return HttpResponse(str(request.csp_nonce))


def with_its_own(request):
    return HttpResponse(headers={POLICY: "sandbox"})


changed = csp_update({"img-src": "blob:"})(plain)
exempt = csp_exempt()(plain)


def answer(middleware, view):
    """Return the directives of a response, in order, with its nonce replaced."""
    response = middleware(view)(RequestFactory().get("/"))
    policy = response.headers.get(POLICY, "").replace(response.text or "no nonce", "nonce")
    return sorted(policy.split("; "))


@pytest.mark.parametrize("view", [plain, with_nonce, with_its_own, changed, exempt])
def test_a_policy_is_what_the_package_would_write(view):
    assert answer(PolicyMiddleware, view) == answer(CSPMiddleware, view)


def test_each_nonce_is_new_and_in_no_later_policy():
    shown = iter([with_nonce, plain, with_nonce])
    handler = PolicyMiddleware(lambda request: next(shown)(request))
    first, second, third = (handler(RequestFactory().get("/")) for _time in range(3))

    assert first.text in first[POLICY]
    assert "nonce" not in second[POLICY]
    assert third.text in third[POLICY]
    assert third.text != first.text


def test_a_nonce_after_the_policy_is_refused():
    request = RequestFactory().get("/")
    PolicyMiddleware(plain)(request)

    with pytest.raises(CSPNonceError):
        str(request.csp_nonce)
