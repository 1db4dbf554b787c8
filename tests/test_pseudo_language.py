"""A third language is one file: here one that puts every word of ours in ⟦brackets⟧, and nothing unbracketed comes out.

It is made out of the Chinese catalogue: each text's own words are bracketed, and what is put in stays outside. So what
stands outside brackets anywhere is what a command was given (its case, its ruleset, its cells, its names), or a name that
no language translates: keys, ids, codes, commands and options. Every command is run, in every form that it has.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

import jixiao
from jixiao._resource import ruleset_dir
from jixiao.kernel import words
from jixiao.kernel.codes import SEVERITIES
from jixiao.testing import plugin
from tests.cases.collect import BAD, GOOD, TOP
from tests.cli.conftest import call as call_fixture
from tests.cli.run import Ran
from tests.documents import originals
from tests.words import read, spoken_from

call = call_fixture
Call = Callable[..., Ran]

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
SEED = GOOD / "zhengzhou-2021-laojiu"
VERBS = ("score", "parse", "rules", "audit", "seek", "batch", "read", "form", "explain", "init", "doctor", "schema")
RULES_VERBS = ("list", "show", "check", "test", "diff", "plot")

SAMPLES = ("较上年增长≥5%", "2021年6月30日", "2021-01-01至2021-06-30", "健全", "优良中差")
"""Cells that checks and plots try a rule on."""

TECHNICAL = frozenset(
    [
        "jixiao",
        "Python",
        "TOML",
        "JSON",
        "OLE",
        "CASE",
        "DATE",
        "FILE",
        "FORM",
        "ID",
        "IN",
        "DOCUMENT",
        "DIRECTORY",
        "PATH",
        "RESULT",
        "CODE",
        "ROW",
        "TEXT",
        "INTEGER",
        "RANGE",
        "pip",
        "install",
        "apt",
        "get",
        "fonts",
        "wqy",
        "microhei",
        "fontconfig",
    ]
)
"""Names that are the same in every language: products, what stands for a word of a command line, shell commands."""


def bracketed(text: str) -> str:
    """``⟦words⟧{value}⟦words⟧``."""
    out = []
    for literal, name, _, _ in Formatter().parse(text):
        quoted = literal.replace("{", "{{").replace("}", "}}")
        out.append(f"⟦{quoted}⟧" if literal.strip() else literal)
        out.append("" if name is None else f"{{{name}}}")
    return "".join(out)


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the languages that there are, and one more."""
    folder = tmp_path_factory.mktemp("words")
    for lang in words.languages():
        shutil.copy(words.FOLDER / f"{lang}.mo", folder)
    catalogue = Catalog(charset="utf-8")
    for message in read(words.DEFAULT):
        if message.id:
            catalogue.add(message.id, bracketed(str(message.string)))
    path = folder / "qq.po"
    with path.open("wb") as stream:
        stream.write(HEAD.encode())
        write_po(stream, catalogue, width=0, omit_header=True)
    with spoken_from(folder):
        assert words.languages() == ("zh", "en", "qq")
        yield folder


def outside(said: str) -> str:
    """What stands outside brackets; JSON and its escapes read first."""
    try:
        said = json.dumps(json.loads(said), ensure_ascii=False)
    except ValueError:
        said = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), said)
    said = said.replace("\\n", "\n").replace("\\t", "\t")
    assert said.count("⟦") == said.count("⟧")
    for folder in (ruleset_dir().parent, TOP):
        said = said.replace(f"{folder}/", "")
    return re.sub(r"⟦[^⟧]*⟧", "¦", re.sub(r"sha256:[0-9a-f]+", "¦", said))


def world(*given: object) -> str:
    """What a command was given: its words, and all that the files and folders among them hold."""
    texts = [" ".join(map(str, given)), *SAMPLES]
    for each in given:
        path = Path(str(each))
        ruleset = ruleset_dir() / f"{each}.toml"
        for found in (path, ruleset, *(path.rglob("*") if path.is_dir() else ())):
            texts.append(found.name)
            if found.suffix in {".toml", ".json", ".csv", ".tsv", ".txt"} and found.is_file():
                texts.append(found.read_bytes().decode("utf-8", "replace"))
    return "\n".join(texts)


def ids() -> set[str]:
    """Names in code that come out as they are: fields, and literals of one word (members of enums, keys, options)."""
    found = set()
    for path in Path(words.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
    one_word = (name for name in found if re.fullmatch(r"-{0,2}[a-z][a-z0-9_-]*", name))
    return {word for name in one_word for word in re.findall(r"[a-z]{2,}", name)}


IDS = ids()


def leaks(ran: Ran, *given: object, more: str = "") -> list[str]:
    """Words outside brackets that nobody gave."""
    known = world(*given) + more
    latin = set(re.findall(r"[A-Za-z]{2,}", known)) | TECHNICAL | set(SEVERITIES) | {"JX", "qq", "zh", "en"}
    found = []
    for line in (outside(ran.text) + "\n" + outside(ran.said)).split("\n"):
        for word in re.findall(r"[A-Za-z]{2,}|[㐀-鿿]+|[、，；：。（）“”？]", line):
            given_so = word in latin or word in IDS if word.isascii() else word in known
            if not given_so and not re.fullmatch(r"\w+(Error|Exception)", word):
                found.append(f"{word!r} in {line.strip()[:160]!r}")
    return found


def commands() -> Iterator[tuple[object, ...]]:
    """Every command, in every form that it has, on what there is to run it on."""
    yield ("--help",)
    for verb in VERBS:
        yield (verb, "--help")
    for verb in RULES_VERBS:
        yield ("rules", verb, "--help")
    yield from (
        ("nope",),
        ("score",),
        ("score", SEED, "--nope"),
        ("score", SEED, "--format", "tabel"),
        ("rules", "shw"),
    )
    yield from (("score", "-o"), ("read", "a", "b"), ("score", "not-there.toml"), ("parse",), ("explain", "JX999"))
    yield from (
        ("seek", SEED),
        ("seek", SEED, "--score", "x"),
        ("seek", SEED, "--grade", "甲"),
        ("score", SEED, "--as-of", "x"),
    )
    for form in ("table", "text", "json"):
        for case in sorted(GOOD.iterdir()):
            yield ("score", case, "--format", form, "--verbose", "--ruleset", "zhengzhou-2021")
        for case in _bad_cases():
            yield ("score", case, "--format", form, "--verbose", "--ruleset", "cn-2020-10")
    for ruleset in sorted(path.stem for path in ruleset_dir().glob("*.toml")):
        yield ("score", SEED, "--ruleset", ruleset, "--format", "text", "--verbose", "--as-of", "2021-07")
        yield ("rules", "show", ruleset)
        yield ("rules", "check", ruleset)
        yield ("rules", "test", ruleset, "--verbose")
        yield ("rules", "plot", ruleset)
        yield ("rules", "diff", "cn-2020-10", ruleset, "--cases", GOOD)
        yield ("seek", SEED, "--ruleset", ruleset, "--score", "80")
    for own in sorted(BAD.glob("*/ruleset.toml")):
        yield ("rules", "check", own)
        yield ("rules", "check", own, "--json")
    yield ("rules", "test", "cn-2020-10", "--json")
    yield ("rules", "test", "zhengzhou-2021", "--mutate", "--json")
    yield ("rules", "diff", "cn-2020-10", "cn-2016-legacy", "--json", "--cases", GOOD)
    yield from (("rules", "list"), ("rules", "list", "--json"), ("doctor",))
    for form in ("table", "json"):
        yield ("audit", TOP / "tests" / "data" / "self-evaluation.csv", "--ruleset", "cn-2020-10", "--format", form)
        yield ("seek", SEED, "--grade", "优", "--format", form)
    for code in SEVERITIES:
        yield ("explain", code)


def _bad_cases() -> Iterator[Path]:
    for folder in sorted(path for path in BAD.iterdir() if path.is_dir()):
        if not (folder / "ruleset.toml").is_file():
            as_json = folder / "case.json"
            yield as_json if as_json.is_file() else folder


COMMANDS = list(commands())


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """So wide that no line is broken inside a table: a bracket closes in its own cell."""
    monkeypatch.setenv("COLUMNS", "9999")


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: "-".join(str(word).rpartition("/")[2] for word in each))
def test_nothing_is_said_outside_the_catalogue(
    command: tuple[object, ...], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "9999")
    ran = call("--lang", "qq", *map(str, command))
    assert leaks(ran, *command, *_rulesets(command)) == []


def _rulesets(command: tuple[object, ...]) -> list[str]:
    """Rulesets that a command may speak of without naming them: the case's own, or all of them."""
    return [path.stem for path in ruleset_dir().glob("*.toml")] if command[0] in ("score", "seek", "rules") else []


@pytest.mark.usefixtures("third")
def test_a_file_to_begin_with_speaks_it(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    assert call("--lang", "qq", "init", path).code == 0
    written = path.read_bytes()
    assert "⟦" in written.decode()
    assert (
        leaks(
            Ran(0, written, b""),
            str(path),
            path.name,
            "cn-2020-10",
            more="≥100人次 98人次 100万元 98万元 case.toml pytest",
        )
        == []
    )


# -- documents, batches, columns, the plugin, the library


def _documents(folder: Path) -> Iterator[Path]:
    """The seed's table as every kind of document, one with all that can be hidden or doubtful, and broken ones."""
    from openpyxl import Workbook

    boxes = originals.zhengzhou()
    kinds = {"xlsx": originals.as_xlsx, "docx": originals.as_docx, "html": originals.as_html, "csv": originals.as_csv,
             "ods": originals.as_ods, "xml": originals.as_spreadsheetml, "pdf": originals.as_pdf}  # fmt: skip
    for kind, written in kinds.items():
        path = folder / f"form.{kind}"
        path.write_bytes(written(boxes))
        yield path
    book = Workbook()
    sheet = book.active
    for row in (["三级指标", "目标值", "实际完成值", "分值"], ["甲", "≥95%", "3月5日", 10], ["", "≥1", "=1/3", "x"]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = sheet.column_dimensions["B"].hidden = True
    book.create_sheet("另一张").sheet_state = "hidden"
    book.save(folder / "odd.xlsx")
    yield folder / "odd.xlsx"
    for name, data in {"empty.xlsx": b"", "cut.xlsx": originals.as_xlsx(boxes)[:900], "cut.pdf": b"%PDF-1.7\n%", "a.doc": b"\xd0\xcf\x11\xe0" * 99,
                       "a.png": b"\x89PNG" + b"x" * 99, "a.rtf": b"{\\rtf1", "a.txt": "说明".encode(), "a.toml": b"a = ", "a.json": b"{"}.items():  # fmt: skip
        (folder / name).write_bytes(data)
        yield folder / name


@pytest.mark.usefixtures("third")
def test_documents_are_told_of_in_it(call: Call, tmp_path: Path) -> None:
    for path in _documents(tmp_path):
        case = tmp_path / f"{path.name}.case.toml"
        told = call("--lang", "qq", "read", path, "-o", case, "--verbose", "--force")
        more = "Sheet1 另一张 三级指标 目标值 实际完成值 分值 " + " ".join(box.text for box in originals.zhengzhou())
        assert leaks(told, path, tmp_path, more=more) == [], path.name
        for command in (
            ("score", path, "--ruleset", "cn-2020-10", "--format", "text"),
            ("audit", path, "--ruleset", "cn-2020-10"),
        ):
            assert leaks(call("--lang", "qq", *command), *command, tmp_path, more=more) == [], (path.name, command[0])


@pytest.mark.usefixtures("third")
def test_batches_and_columns_are_told_of_in_it(call: Call, tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    from jixiao.frame.run import failures_of

    table = tmp_path / "rows.csv"
    table.write_text(
        "project,level1,level2,level3,target,actual,points\n甲,产出指标,数量指标,乙,≥95%,93%,10\n甲,产出指标,数量指标,丙,≥≥5,1,x\n",
        "utf-8",
    )
    out = tmp_path / "scores.parquet"
    told = call("--lang", "qq", "batch", table, "-o", out, "--ruleset", "cn-2020-10")
    assert told.code == 0, told.said
    assert leaks(told, table, tmp_path, "cn-2020-10") == []
    failures = next(tmp_path.glob("scores*failures*"))
    messages = "\n".join(parquet.read_table(failures).column("message").to_pylist())
    assert "⟦" in messages
    assert leaks(Ran(0, messages.encode(), b""), table, "cn-2020-10") == []
    assert failures_of(pa.RecordBatch.from_pylist([], parquet.read_table(out).schema), "qq").num_rows == 0


@pytest.mark.usefixtures("third")
def test_the_library_speaks_it() -> None:
    result = jixiao.evaluate(jixiao.load_case(SEED), jixiao.load_ruleset("zhengzhou-2021"))
    said = json.dumps(jixiao.result_json(result, "qq"), ensure_ascii=False)
    assert leaks(Ran(0, said.encode(), b""), SEED, "zhengzhou-2021") == []
    for leaf in result.leaves:
        explained = jixiao.explanation(leaf, "qq")
        assert explained.startswith("⟦")
        assert leaks(Ran(0, explained.encode(), b""), SEED, "zhengzhou-2021") == []
    with pytest.raises(jixiao.JixiaoError, match="lang = fr"):
        jixiao.explanation(result.leaves[0], "fr")


@pytest.mark.usefixtures("third")
def test_the_plugin_speaks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "qq")
    with pytest.raises(jixiao.JixiaoError) as raised:
        jixiao.load_ruleset_file(BAD / "ruleset-with-a-gap" / "ruleset.toml")
    told = plugin.told(raised.value.diagnostics)
    assert "⟦" in told
    assert leaks(Ran(0, told.encode(), b""), BAD / "ruleset-with-a-gap") == []
