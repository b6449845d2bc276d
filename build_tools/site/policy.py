"""What a page of the site may do, told to browsers in its head: what comes from elsewhere, or stands in it, is dead.

Knows: Content Security Policy, level 3 (https://www.w3.org/TR/CSP3/).
Must not know: pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RULES: Final[Mapping[str, str]] = {
    "default-src": "'none'",
    "script-src": "'self'",  # files of ours: no script in a page, no eval
    "style-src": "'self'",  # nor a style in a page
    "img-src": "'self' data:",  # Material's stylesheet draws its icons from data
    "connect-src": "'self'",  # the search fetches its index
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
POLICY: Final = "; ".join(f"{name} {value}" for name, value in RULES.items())
"""As it stands in every page. A server may say the same in a header, with `frame-ancestors 'none'` beside it."""
