"""A chart as a picture, for formats that can't show SVG: drawn by what draws the PDFs."""

from __future__ import annotations

_TEMPLATE = (
    "#set page(width: 170mm, height: auto, margin: 0pt)\n"
    '#image(bytes(sys.inputs.chart), format: "svg", width: 100%)\n'
)
_DOTS_PER_INCH = 220


def png(svg: str) -> bytes | None:
    """The chart as a PNG, 170 mm wide; None where Typst isn't installed or refuses it."""
    try:
        import typst
    except ImportError:
        return None
    compiler = typst.Compiler(
        _TEMPLATE.encode(),
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"chart": svg},
    )
    try:
        made = compiler.compile(format="png", ppi=_DOTS_PER_INCH)
    except typst.TypstError:
        return None
    return made if isinstance(made, bytes) else None
