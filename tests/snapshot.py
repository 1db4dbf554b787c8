"""All that the engine says, in one file: ``python -m tests.snapshot OUT.json``; two such files held against each other.

A change that should change nothing is shown to have changed nothing: take a snapshot before and one after, then
``python -m tests.snapshot --compare BEFORE AFTER``. It holds every case of ``cases/`` under its own ruleset and every
other (results as JSON; reports and sentences in Chinese and English), what ``rules show``, ``check``, ``test`` and
``diff`` print, an audit, the goals that ``seek`` finds, every diagnostic's words, the normal form of every cell of
``tests/data`` and the rows of the conformance kit.

Everything but the last goes through the command line, so that this file runs as it is against an older checkout:
copy it there, and name with ``--inputs`` the checkout whose cases and tables both are to read.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import itertools
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh", "en")
_EVER_OTHER = re.compile(r"sha256:[0-9a-f]+|jixiao-[0-9.]+")
"""What changes with every edit of a clause says nothing about a result."""
_COLUMNS = {"target": "target", "target_raw": "target", "actual": "actual", "actual_raw": "actual"}
_SHOWN = 3

Pages = Iterator[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Takes a snapshot or compares two; 1 where two differ."""
    parser = argparse.ArgumentParser("python -m tests.snapshot", description="All that the engine says, in one file.")
    parser.add_argument("out", nargs="?", type=Path, metavar="OUT.json", help="the snapshot to write")
    parser.add_argument("--inputs", type=Path, default=TOP, help="the checkout whose cases and tables are read")
    parser.add_argument(
        "--only", metavar="KIND", help="pages whose name begins so (score, rules, cells, …)", default=""
    )
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("BEFORE", "AFTER"), help="two snapshots")
    parser.add_argument("--show", type=int, default=_SHOWN, help=f"examples of each kind of difference ({_SHOWN})")
    asked = parser.parse_args(arguments)
    if asked.compare:
        return compare(*(json.loads(path.read_text(encoding="utf-8")) for path in asked.compare), shown=asked.show)
    if asked.out is None:
        parser.error("name the file to write, or --compare two")
    out = asked.out.resolve()
    taken = snapshot(asked.inputs.resolve(), asked.only)
    out.write_text(json.dumps(taken, ensure_ascii=False, indent=0), encoding="utf-8")
    print(f"{len(taken)} pages in {out}")
    return 0


def snapshot(inputs: Path, only: str = "") -> dict[str, str]:
    """Every page by its name, ``kind / what``."""
    os.chdir(inputs)
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1", "JIXIAO_CACHE": "off"}
    for name in ("JIXIAO_LANG", "JIXIAO_RULESETS"):
        os.environ.pop(name, None)
    pages: dict[str, str] = {}
    for kind in (scores, ruleset_texts, diagnostics, audits, cells, kit):
        begun, before = time.monotonic(), len(pages)
        pages |= {name: text for name, text in kind(only) if name.startswith(only)}
        print(f"{kind.__name__}: {len(pages) - before} pages, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return pages


def run(*words: str, given: bytes = b"") -> str:
    """What ``jixiao words…`` prints, its error stream and its exit code, in this process."""
    from jixiao.cli.root import main as jixiao

    kept = sys.argv, sys.stdin, sys.stdout, sys.stderr
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    sys.argv, sys.stdin, sys.stdout, sys.stderr = ["jixiao", *words], io.TextIOWrapper(io.BytesIO(given)), out, err
    code: object = 0
    try:
        jixiao()
    except SystemExit as left:
        code = left.code
    except Exception as fault:  # a fault is a page too, and does not end the snapshot
        code = f"{type(fault).__name__}: {fault}"
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = kept
    told = []
    for stream in (out, err):
        stream.flush()
        told.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    said = f"{told[0]}\x00{told[1]}\x00{code or 0}"
    for top in (Path.cwd(), _packaged()):
        said = said.replace(f"{top}{os.sep}", "")
    return _EVER_OTHER.sub("…", said)


def _packaged() -> Path:
    """Where the rulesets that come along lie."""
    import jixiao

    return jixiao.list_rulesets(())["cn-2020-10"].parents[1]


def scores(only: str) -> Pages:
    """Every case: all forms under its own ruleset, the results in both languages under every other."""
    if only and not only.startswith(("score", "seek"[: len(only)], "explain"[: len(only)])):
        return
    names = rulesets()
    for path in sorted([*Path("cases/good").iterdir(), *Path("cases/bad").iterdir()]):
        case = next((str(each) for each in (path / "case.json", path / "case.toml") if each.is_file()), None)
        if case is None:  # a ruleset alone
            for lang in LANGUAGES:
                yield f"rules / {path.name} {lang}", run("--lang", lang, "rules", "show", str(path / "ruleset.toml"))
            continue
        case = case if case.endswith(".json") else str(path)
        for lang in LANGUAGES:
            for form in ("json", "text", "table"):
                command = ("--lang", lang, "score", case, "--format", form, "--verbose")
                yield f"score {form} / {path.name} own {lang}", run(*command)
            yield f"seek / {path.name} {lang}", run("--lang", lang, "seek", case, "--score", "90")
            for name in names:
                command = ("--lang", lang, "score", case, "--ruleset", name, "--format", "json", "--verbose")
                yield f"score json / {path.name} {name} {lang}", run(*command)


def ruleset_texts(only: str) -> Pages:
    """What rulesets say, promise and hold; how each differs from the next."""
    if only and not only.startswith("rules"):
        return
    names = rulesets()
    for lang in LANGUAGES:
        yield f"rules / list {lang}", run("--lang", lang, "rules", "list")
        for name in names:
            for words in (("show",), ("check",), ("check", "--json"), ("test", "--verbose"), ("test", "--json")):
                yield f"rules {' '.join(words)} / {name} {lang}", run("--lang", lang, "rules", *words, name)
        for one, two in itertools.pairwise(names):
            yield f"rules diff / {one} {two} {lang}", run("--lang", lang, "rules", "diff", one, two)


def diagnostics(only: str) -> Pages:
    """The words of every code that there may be."""
    if only and not only.startswith("code"):
        return
    for number in range(1, 1000):
        for lang in LANGUAGES:
            said = run("--lang", lang, "explain", f"JX{number:03}")
            if said.endswith("\x000"):
                yield f"code / JX{number:03} {lang}", said


def audits(only: str) -> Pages:
    """Finished forms recomputed."""
    if only and not only.startswith("audit"):
        return
    for path in ("tests/data/self-evaluation.csv", "tests/data/rows.tsv"):
        for lang in LANGUAGES:
            for form in ("json", "table"):
                command = ("--lang", lang, "audit", path, "--ruleset", "cn-2020-10", "--format", form)
                yield f"audit {form} / {path} {lang}", run(*command)


def cells(only: str) -> Pages:
    """The normal form of every cell of the tables, a page a cell."""
    if only and not only.startswith("cells"):
        return
    for path in sorted(Path("tests/data").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
        wanted: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            for column, mode in _COLUMNS.items():
                wanted[mode].add(line.get(column) or "")
            wanted[line.get("mode") or "target"].add(line.get("cell") or "")
        for mode, found in wanted.items():
            texts = sorted(found - {""})
            words = ("parse", "--normal", *(("--actual",) if mode == "actual" else ()), "-")
            answers = run(*words, given="".join(f"{text}\n" for text in texts).encode()).split("\x00")[0]
            for text, answer in zip(texts, answers.split("\n"), strict=False):
                yield f"cells {path.stem} {mode} / {text}", answer


def kit(only: str) -> Pages:
    """What the engine gives for every row of the conformance kit."""
    if only and not only.startswith("kit"):
        return
    import jixiao
    from tests.test_conformance import ROWS, scored

    loaded = {name: jixiao.load_ruleset(name) for name in {row["ruleset"] for row in ROWS}}
    for row in ROWS:
        score = scored(row, loaded[row["ruleset"]]).score
        yield f"kit / {row['id']}", f"{score.low} {score.high} {score.high_open}"


def rulesets() -> list[str]:
    """The ids of those that come along."""
    import jixiao

    return sorted(jixiao.list_rulesets(()))


def compare(before: dict[str, str], after: dict[str, str], *, shown: int = _SHOWN) -> int:
    """Prints what differs, by kind and key, with a few examples of each; 1 where anything does."""
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in {**before, **after}:
        kind = name.split(" / ")[0]
        if name not in before or name not in after:
            kinds[f"{kind}: only {'after' if name in after else 'before'}"].append((name, ""))
        elif before[name] != after[name]:
            for what, text in differences(before[name], after[name]):
                kinds[f"{kind}: {what}"].append((name, text))
    for kind, found in sorted(kinds.items()):
        print(f"{len(found):6}  {kind}")
        for name, text in found[:shown]:
            print(f"          {name}\n" + "".join(f"              {line}\n" for line in text.splitlines()), end="")
    same = sum(after.get(name) == text for name, text in before.items())
    print(f"{same} of {len({**before, **after})} pages are the same")
    return 1 if kinds else 0


def differences(one: str, two: str) -> Iterator[tuple[str, str]]:
    """(kind, text) of each difference of two pages: by key where both are JSON, else by line."""
    for stream, old, new in zip(("", "stderr ", "exit "), one.split("\x00"), two.split("\x00"), strict=False):
        if old == new:
            continue
        try:
            found = list(_keys("$", json.loads(old), json.loads(new)))
        except ValueError:
            lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
            found = [
                ("lines", "\n".join(line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"))
            ]
        for what, text in found:
            yield stream + what, text


def _keys(path: str, old: Any, new: Any) -> Iterator[tuple[str, str]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            if key not in old or key not in new:
                yield f"{path}.{key} {'added' if key in new else 'gone'}", str(old.get(key, new.get(key)))
            else:
                yield from _keys(f"{path}.{key}", old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for one, two in zip(old, new, strict=True):
            yield from _keys(f"{path}[]", one, two)
    elif old != new:
        yield path, f"- {json.dumps(old, ensure_ascii=False)}\n+ {json.dumps(new, ensure_ascii=False)}"


if __name__ == "__main__":
    sys.exit(main())
