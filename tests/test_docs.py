"""What the documents say is run: Python, `jixiao` commands with their output, TOML, and every `make` target named.

A console block holds `$ jixiao …` and the output below it, both streams, at 110 columns; a line `...` stands for any
lines and ` ...` at the end of a line for any rest of it. `make docs` writes the output of commands into the documents.
"""

from __future__ import annotations

import ast
import importlib
import io
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

import jixiao
from jixiao._resource import ruleset_dir
from jixiao.cli.root import root
from jixiao.rules.load import ruleset_from_bytes
from jixiao.scoring.load import case_from_bytes
from tests.cli.run import jixiao as run

TOP = Path(__file__).resolve().parents[1]
CHECKOUT = (TOP / "Makefile").is_file()
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "grammar/*.md", "tests/README.md")
    for path in TOP.glob(pattern)
    if "node_modules" not in path.parts
)
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WIDTH = "110"
NOT_RUN = {"text", "bat", "lark", "csv", "diff", "errors", ""}


@frozen
class Block:
    """A fenced block of a page: its language, text, and the line where the text begins."""

    page: Path
    language: str
    text: str
    line: int

    @property
    def name(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks_of(page: Path) -> Iterator[Block]:
    """Every fenced block, indented ones too."""
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^( *)```([\w-]*)[^\n]*\n(.*?)^\1```", text, re.MULTILINE | re.DOTALL):
        yield Block(page, found[2], found[3], text[: found.start(3)].count("\n") + 1)


BLOCKS = [block for page in PAGES for block in blocks_of(page)]


def of(*languages: str) -> Any:
    """The blocks in these languages, for parametrize."""
    chosen = [block for block in BLOCKS if block.language in languages]
    return pytest.mark.parametrize("block", chosen, ids=[block.name for block in chosen])


def test_every_block_is_in_a_language_that_is_checked() -> None:
    known = NOT_RUN | {"python", "console", "sh", "toml", "json"}
    assert {block.language for block in BLOCKS} <= known
    assert sum(block.language in ("python", "console", "toml") for block in BLOCKS) >= 8


@of("python")
def test_python_runs(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in re.findall(r"^(?:import|from) (\w+)", block.text, re.MULTILINE):
        pytest.importorskip(name)
    monkeypatch.chdir(TOP)
    with redirect_stdout(io.StringIO()):
        exec(compile(ast.parse(block.text), block.name, "exec"), {"__name__": "block"})


@of("toml")
def test_toml_is_what_it_claims_to_be(block: Block) -> None:
    document = tomllib.loads(block.text)
    if {"version", "indicator"} <= set(document):
        case = case_from_bytes(block.text.encode())
        if case.project.ruleset:
            result = jixiao.evaluate(case, jixiao.load_ruleset(case.project.ruleset, ()))
            assert not [each for each in result.diagnostics if each.severity == "error"]


SHIPPED = [
    table
    for path in (*jixiao.list_rulesets(()).values(), ruleset_dir() / "common.toml")
    for name, tables in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for table in (tables if name in ("rule", "scorer") else ())
]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_rule_shown_is_one_that_there_is_or_part_of_a_ruleset_that_loads(page: Path) -> None:
    """A page that builds a ruleset up shows all of it, piece by piece."""
    text = "\n".join(
        block.text for block in blocks_of(page) if block.language == "toml" and "[project]" not in block.text
    )
    document = tomllib.loads(text)
    if "id" in document:
        assert ruleset_from_bytes(text.encode(), page.name).rules
    else:
        for table in (*document.get("rule", []), *document.get("scorer", [])):
            assert any(table.items() <= each.items() for each in SHIPPED), table["id"]


def test_json_is_json() -> None:
    for block in BLOCKS:
        if block.language == "json":
            json.loads(block.text.replace("…", "0"))


# -- consoles


def commands_of(block: Block) -> list[tuple[str, list[str]]]:
    """Each `$ command` and the lines below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            assert found, f"{block.name}: output without a command"
            found[-1][1].append(line)
    return found


def matches(wanted: list[str], shown: list[str]) -> bool:
    """Whether the output is what is written, `...` standing for anything."""
    pattern = ""
    for line in wanted:
        if line == "...":
            pattern += r"(?:[^\n]*\n)*?"
        elif line.endswith(" ..."):
            pattern += re.escape(line[:-4]) + r"[^\n]*\n"
        else:
            pattern += re.escape(line) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in shown)) is not None


def output_of(command: str) -> list[str]:
    """What the command shows on both streams, blanks at the ends of lines apart."""
    ran = run(*shlex.split(command)[1:], COLUMNS=WIDTH)
    return [line.rstrip() for line in (ran.text + ran.said).splitlines()]


@of("console")
def test_commands_show_what_is_written(block: Block) -> None:
    for command, wanted in commands_of(block):
        if command.split()[0] != "jixiao":
            runs_nowhere(command)
            continue
        shown = output_of(command)
        assert matches(wanted, shown), f"{block.name}: $ {command}\n" + "\n".join(shown)


# -- what is named but not run


@of("sh")
def test_shell_lines_are_known(block: Block) -> None:
    for line in block.text.splitlines():
        if line.strip() and not line.startswith("#"):
            runs_nowhere(line)


def runs_nowhere(line: str) -> None:
    """A command that no test runs: its parts exist at least."""
    words = shlex.split(line, comments=True)
    name = Path(words[0]).name
    assert name in {"make", "pip", "uv", "uvx", "python3", "git", "cd", "bash", "jixiao"}, line
    if name == "jixiao" and len(words) > 1 and not words[1].startswith("-"):
        assert words[1] in root.list_commands(None)  # type: ignore[arg-type]


def test_every_make_target_that_is_named_exists() -> None:
    if not CHECKOUT:
        pytest.skip("the Makefile stays in the checkout")
    targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = re.findall(r"(?:^    |`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(named) <= targets, page.name


def test_every_wheel_and_extra_that_is_named_exists() -> None:
    extras = set(PROJECT["optional-dependencies"])
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"jixiao-([\d.]+)-py3", text)) <= {PROJECT["version"]}
        for listed in re.findall(r"(?:jixiao|\.whl)\[([\w, ]+)\]", text):
            assert {each.strip() for each in listed.split(",")} <= extras, page.name


def test_every_link_to_a_file_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            stays = target.startswith(("benchmarks", "../benchmarks", "LICENSE", "Makefile"))
            if CHECKOUT or not stays:
                assert (page.parent / target).exists() or not CHECKOUT, f"{page.name}: {target}"


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_every_command_is_in_the_readme(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    for name in root.list_commands(None):  # type: ignore[arg-type]
        assert f"jixiao {name}" in text, name


def test_every_code_of_a_diagnostic_that_is_named_exists() -> None:
    from jixiao.kernel.codes import SEVERITIES

    for page in PAGES:
        assert set(re.findall(r"\bJX\d{3}\b", page.read_text(encoding="utf-8"))) <= set(SEVERITIES), page.name


# -- ARCHITECTURE.md


def test_the_architecture_is_short_and_names_what_there_is() -> None:
    text = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    named = set(
        re.findall(r"\b((?:kernel|language|rules|scoring|explain|report|authoring|documents|frame)\.[a-z_]+)\b", text)
    )
    assert len(named) >= 12
    for name in named:
        importlib.import_module(f"jixiao.{name}")


def test_the_architecture_lists_every_package() -> None:
    text = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folder = Path(jixiao.__file__ or "").parent
    for path in folder.iterdir():
        if (path / "__init__.py").is_file():
            assert f"`{path.name}/`" in text, path.name


# -- writing the output anew


def main() -> None:
    """Run every command of the documents and write what it shows, save where dots stand for it."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in blocks_of(page):
            if block.language != "console":
                continue
            written: list[str] = []
            for command, wanted in commands_of(block):
                written.append(f"$ {command}")
                if any(line == "..." or line.endswith(" ...") for line in wanted):
                    written += wanted
                    continue
                written += output_of(command)
            text = text.replace(f"```console\n{block.text}```", "```console\n" + "\n".join(written) + "\n```")
        page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
