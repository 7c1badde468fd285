"""A service's logo at the head of a document: an SVG of its own, of drawing alone.

It comes from a file that somebody was sent: scripts, links, styles and embedded pages are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_AROUND = ("svg", "g", "defs", "clipPath", "linearGradient", "radialGradient", "stop")
_DRAWING = frozenset((*_SHAPES, *_AROUND, "title", "desc"))
_PLAIN = re.compile(r"(?!on)[a-z][a-zA-Z0-9:-]*")
_FORBIDDEN = ("href", "style", "class")
_HIGH, _WIDE = 44, 680


class UnusableLogo(ValueError):
    """The logo is no SVG of drawing alone; the message says what is in the way."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo as an SVG image over the page's width, and what it shows in words."""

    image: str
    alt: str


def logo(text: str, service: str) -> Logo:
    """The logo of this service. Raises UnusableLogo."""
    import xml.etree.ElementTree as ET

    if "<!" in text:
        raise UnusableLogo("it holds a declaration or a comment")
    try:
        root = ET.fromstring(text)  # no declaration was let through, so no entity either
    except ET.ParseError:
        raise UnusableLogo("it is no XML") from None
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{_SVG}}}")
        if name not in _DRAWING:
            raise UnusableLogo("it holds more than drawing")
        for key, value in element.attrib.items():
            if not _PLAIN.fullmatch(key) or key in _FORBIDDEN or "://" in value:
                raise UnusableLogo("it holds a link, a style or a script")
    root.set("height", str(_HIGH))
    root.set("width", str(_WIDE))
    root.set("preserveAspectRatio", "xMinYMid meet")
    ET.register_namespace("", _SVG)
    drawn = ET.tostring(root, encoding="unicode")
    image = f'<svg xmlns="{_SVG}" viewBox="0 0 {_WIDE} {_HIGH}">{drawn}</svg>'
    return Logo(image, f"Logo of {service}" if service else "Logo of the service")
