"""Addresses as QR codes: drawn by this server, as SVG within the page."""

import segno
from markupsafe import Markup, escape


def qr_svg(address: str, title: str, *, scale: int = 6) -> Markup:
    """The code of an address, dark on white in every theme, with a title for whoever cannot see it."""
    drawn = segno.make(address, micro=False, error="m").svg_inline(
        scale=scale, border=3, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1))  # noqa: S704 - segno's own
