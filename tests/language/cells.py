"""Tables of cells, and the spellings under which a cell must keep its meaning."""

import csv
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from jixiao._resource import grammar_text

DATA = Path(__file__).resolve().parent.parent / "data"


def table(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The cells of a table and the meanings that each may have."""
    lines = (DATA / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")[1:]
    pairs = [line.split("\t") for line in lines]
    return [(cell, tuple(accepted.strip() for accepted in meanings.split(" | "))) for cell, meanings in pairs]


def rows() -> list[tuple[str, str]]:
    """Every distinct target and actual that stand in one row."""
    with (DATA / "rows.tsv").open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return sorted({(row["target"], row["actual"]) for row in found if row["actual"]})


def malformed() -> list[dict[str, Any]]:
    """The samples beside the grammar."""
    samples: list[dict[str, Any]] = tomllib.loads(grammar_text("malformed.toml"))["sample"]
    return samples


SAME = {
    "≥": "≧⩾≥", "≤": "≦⩽≤", "<": "＜﹤<", ">": "＞﹥>", "=": "＝═﹦=", "-": "-—–－", "~": "～〜~", "%": "％﹪%", ";": "；;",
    ",": "，,", "(": "（(", ")": "）)", ":": "：:",
}  # fmt: skip
"""Signs and what is typed for them; the same in a level only where NFKC makes them so."""

SAME_IN_WORDS = {sign: spelt for sign, spelt in SAME.items() if sign in "%;,():"}


@st.composite
def respelt(draw: st.DrawFn, cell: str, *, level: bool = False) -> str:
    """The cell with full-width characters, look-alike signs and white space put in at random."""
    same = SAME_IN_WORDS if level else SAME
    out: list[str] = []
    for place, char in enumerate(cell):
        if char in same:
            out.append(draw(st.sampled_from(same[char])))
        elif "!" <= char <= "~" and char not in "-~\\'\"`^" and (not level or char not in "<>="):
            out.append(draw(st.sampled_from([char, chr(ord(char) + 0xFEE0)])))
        else:
            out.append(char)
        behind = cell[place + 1 : place + 2]
        if not (_digit(char) and _digit(behind)) and draw(st.integers(0, 7)) == 0:
            out.append(draw(st.sampled_from([" ", "\u3000", "\u00a0", "\u200b"])))
    return "".join(out)


def _digit(char: str) -> bool:
    return char.isdigit() or char in (" ", "")
