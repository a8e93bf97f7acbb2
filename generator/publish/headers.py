"""What a host should say with each file, as far as a folder of files can ask for it. The one place of these values."""

from __future__ import annotations

from generator import addresses

# The least that works. The pages say the same of themselves, so that it holds on hosts that send no headers.
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# A page cannot forbid its own framing; a host can.
OF_HOSTS = {"frame-ancestors": "'none'"}
OF_PREVIEW = {"connect-src": "'self'"}
UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
REVALIDATED = "public, max-age=0, must-revalidate"
FOR_EVER = "public, max-age=31536000, immutable"


def policy(*, preview: bool = False) -> str:
    """The Content-Security-Policy that stands in each page."""
    return _joined(POLICY | OF_PREVIEW if preview else POLICY)


def of_every_file() -> dict[str, str]:
    """Those of all files; beside them, REVALIDATED for what is not an asset, where a host would keep it longer."""
    return {
        "Content-Security-Policy": _joined(POLICY | OF_HOSTS),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def of_preview() -> dict[str, str]:
    """Those of the preview: a page of another origin can neither load what it answers nor frame it."""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": _joined(OF_HOSTS),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def of_assets() -> dict[str, str]:
    """Those of the files whose names change with what is in them."""
    return {"Cache-Control": FOR_EVER}


def file() -> str:
    """`_headers` as Netlify and Cloudflare Pages read it. Both let a browser ask again for what has no Cache-Control
    here; a value for all files would stand beside that of the assets, and spoil it."""
    assets = ["/assets/*", *_lines(of_assets())]
    feed = [f"/{addresses.FEED.path}", "  Content-Type: application/atom+xml; charset=utf-8"]
    return "\n".join(["/*", *_lines(of_every_file()), *assets, *feed, ""])


def _lines(headers: dict[str, str]) -> list[str]:
    return [f"  {name}: {value}" for name, value in headers.items()]


def _joined(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
