"""A service's logo: an SVG of drawing alone, or the bank says what is in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise_bank.check import check_folder
from exercise_bank.logo import UnusableLogo, logo

SVG = "<svg xmlns='http://www.w3.org/2000/svg'"


def test_a_drawing_stands_at_the_left_over_the_pages_width() -> None:
    made = logo(f"{SVG} viewBox='0 0 40 20'><rect width='9' height='9'/></svg>", "Example Service")
    assert made.alt == "Logo of Example Service"
    assert made.image.startswith("<svg")
    assert 'preserveAspectRatio="xMinYMid meet"' in made.image


@pytest.mark.parametrize(
    "text",
    [
        "no picture",
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}>&a;</svg>",
        f"{SVG}><script>1</script></svg>",
        f"{SVG} onload='x()'/>",
        f"{SVG}><image href='http://x/y.png'/></svg>",
        f"{SVG}><rect fill='url(http://x)'/></svg>",
        f"{SVG}><rect style='fill:red'/></svg>",
    ],
)
def test_what_is_more_than_a_drawing_is_refused(text: str) -> None:
    with pytest.raises(UnusableLogo):
        logo(text, "")


def test_the_check_names_the_line(tmp_path: Path) -> None:
    script = f"{SVG}><script>1</script></svg>"
    (tmp_path / "service.toml").write_text(f'[documents]\nlogo = "{script}"\n', "utf-8")
    (fault,) = check_folder(tmp_path)
    assert (fault.line, "more than drawing" in str(fault)) == (2, True)
