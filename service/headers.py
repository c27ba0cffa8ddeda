"""What a browser is told about every response: run and fetch nothing that is not ours."""

from __future__ import annotations

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Swagger UI writes styles into its page and draws arrows from data: URLs.
_DOCS_POLICY = _POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace("img-src 'self'", "img-src 'self' data:")


def headers_for(path: str) -> dict[str, str]:
    """The headers of the response to a request for `path`."""
    return {
        "Content-Security-Policy": _DOCS_POLICY if path == "/docs" else _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
