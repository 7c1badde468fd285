"""Over 400 texts that do harm where a program lets them: by family, each made once."""

from __future__ import annotations

from itertools import product

_PAYLOADS = (
    "0;owned", "2;owned", "52;c;b3duZWQ=", "8;;http://x.invalid", "4;1;rgb:ff/00/00", "10;?",
)  # fmt: skip
_BEGINS = {"OSC": "\x1b]", "OSC8": "\x9d", "DCS": "\x1bP", "APC": "\x1b_", "PM": "\x1b^"}
_ENDS = {"BEL": "\x07", "ST": "\x1b\\", "ST8": "\x9c", "none": ""}
_CSI = (
    "31m", "2J", "H", "?1049l", "?1000h", "6n", "c", "5n", "?25l", "1000000C", "=h", ">q", "18t",
)  # fmt: skip
_FORMULA = ("cmd|' /C calc'!A0", "1+1", 'HYPERLINK("http://x.invalid")', "SUM(A1:A9)", "@SUM(1)")
_NAMES = (
    "Llŷr ap Gwyndaf", "Siôn Ŵŷn", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch",
    "Łukasz Żółć", "Świętosława Gżegżółka", "O’Brien-D'Arcy", "Nguyễn Thị", "José Ñandú",
    "Müller-Lüdenscheidt", "İbrahim Iğdır", "Дмитрий", "Αλέξης", "محمد", "שלום", "李雷", "क्षि",
    "ẞßſ",
)  # fmt: skip
_PATHS = (
    "../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "C:\\CON", "CON", "con.txt", "NUL",
    "PRN", "AUX.md", "COM1", "LPT9", "a/b", "a:b", "a" * 300, " .", "trailing.", "trailing ",
    "~", "~root", "-rf", "--help", "$HOME", "%TEMP%", "`id`", "$(id)", "| cat", "; rm -rf x",
    "file\nname", ".", "..", "", " ", "*", "?", "<>", '"', "'", "\\", "\\\\host\\share",
    "desktop.ini", "COM¹",
)  # fmt: skip
_MARKUP = (
    "[/nope]", "[red]x", "[@click=app.quit]x[/]", "[link=http://x.invalid]x[/link]",
    "[b][i][/b]", "[", "]", "[[", "\\[b]", "[#ff0000 on #00ff00]x[/]", "[/", "[on", "$text",
    "{name}", "{0!r}", "%s", "%(x)s", "[@click=\"app.bell('x')\"]y[/]", "[]", "[ ]x",
    ":warning:", "&#x41;", "[blink]x[/blink]",
)  # fmt: skip
_HTML = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style><svg onload=alert(1)>",
    "<!--", "-->", "<![CDATA[", "&lt;b&gt;", "&amp;amp;", "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=//x.invalid>", "<meta http-equiv=refresh content=0>", "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;", "<w:t>x</w:t>", "]]>",
)  # fmt: skip
_TYPST = (
    "#sys.inputs", "#read(\"/etc/passwd\")", "*bold*", "_it_", "$x$", "@ref", "<label>",
    "= heading", "- item", "+ item", "/ term: x", "// comment", "/* comment", "*/", "\\u{41}",
    "~", "---", "`raw`", "```typ\n#x\n```", "#include \"x\"", "#let x = 1", "#{", "}", "#[",
    "https://x.invalid", "#eval(\"1\")",
)  # fmt: skip
_MARKDOWN = (
    "# heading", "> quote", "1. one", "| a | b |\n|---|---|", "![x](http://x.invalid/p.png)",
    "[a](javascript:alert(1))", "```\ncode", "---", "***", "a\\", "<https://x.invalid>",
    "&nbsp;",
)  # fmt: skip
_SQL = (
    "'; DROP TABLE frame; --", '" OR 1=1', "NEAR(a b)", "a* OR", "text:", "^a", "{a b}", "NOT",
    "%_",
)  # fmt: skip
_DATES = (
    "2026-02-30", "31/12/9999", "24:60", "-1", "1e999", "NaN", "٣", "¼", "0x10", "1_000",
)  # fmt: skip
_UNSEEN_CODES = (
    *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xAD, 0x61C, 0x115F,
    0x180E, 0x3164, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0xE0001,
    0xE0041, 0xE000, 0xF0000, 0x10FFFF, 0x1D173, 0xFE0F, 0x34F, 0x17B4,
)  # fmt: skip
_UNSEEN = tuple(map(chr, _UNSEEN_CODES))
_CONTROLS = tuple(chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)))
_ODD = (
    "e" + "\u0301" * 500, "Z" + "\u0336\u0489" * 250, "\u202eevil\u202c gnp.exe",
    "a\u2066b\u2069c", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "❤️", "ﷺ", "𝕏" * 50, "ﬃ", "\t\ttabbed", "x" * 5000,
    "word " * 2000, "中" * 3000, "\r\rover\rwritten", "a\x08\x08b", "line\n" * 300, "\n\n\n",
    "\u0600\u0601", "a\ud800b", "\udfff", "\ud83d", "\ude00\ud83d", "nul\0nul", "\0", "I\u0307",
    "\u1100" * 40, "\U000e0020\U000e007f",
)  # fmt: skip

FAMILIES: dict[str, tuple[str, ...]] = {
    "escapes": tuple(
        f"a{begin}{payload}{end}b"
        for (begin, payload, end) in product(_BEGINS.values(), _PAYLOADS, _ENDS.values())
    ),
    "control sequences": tuple(f"a{csi}{rest}b" for csi in ("\x1b[", "\x9b") for rest in _CSI),
    "controls": tuple(f"a{sign}b" for sign in _CONTROLS),
    "unseen": tuple(f"a{sign}b{sign}" for sign in _UNSEEN),
    "formulas": tuple(f"{sign}{rest}" for sign in "=+-@\t\r" for rest in _FORMULA),
    "names": _NAMES,
    "paths": _PATHS,
    "markup": _MARKUP,
    "HTML": _HTML,
    "Typst": _TYPST,
    "Markdown": _MARKDOWN,
    "queries": _SQL,
    "dates": _DATES,
    "odd": _ODD,
}
CORPUS = tuple(dict.fromkeys(text for family in FAMILIES.values() for text in family))

TOO_LONG = ("x" * 1024 * 1024, "\n" * 100_000, "é" * 40_000)
"""1 MB, 100,000 lines, and more bytes than characters: to be refused."""
