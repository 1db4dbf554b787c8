"""The pages that are worked out: axes, keys of the files, policies, commands, codes, terms and the library.

Each comes from the one place where its subject is said: the schema, the command line, the catalogues of words. So no page can
fall behind the code, and what the code has and a page lacks cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import click
from click.testing import CliRunner

import jixiao
from docs.site.said import catalogue, described, said
from jixiao.authoring.schema import case_schema, result_schema, ruleset_schema
from jixiao.cli.root import root
from jixiao.kernel.codes import SEVERITIES
from jixiao.kernel.words import outline, say
from jixiao.rules.axis import Axis
from jixiao.rules.policy import POLICIES

__all__ = ["PAGES"]


def glossary(lang: str) -> str:
    """The words of the field and what each is called in the code."""
    names = sorted(key.split(".")[1] for key in catalogue(lang) if key.startswith("term.") and key.count(".") == 1)
    rows = [[f"`{name}`", said(f"term.{name}", lang), said(f"term.{name}.about", lang)] for name in names]
    return _page("site.terms", lang) + _table(["site.in_code", "site.term", "site.meaning"], rows, lang)


def axes(lang: str) -> str:
    """Every axis: its name, what it measures, and where the rulesets that come along use it."""
    used: dict[str, list[str]] = {axis.value: [] for axis in Axis}
    for name in jixiao.list_rulesets(()):
        for rule in jixiao.load_ruleset(name).rules:
            axis = getattr(rule.scorer, "axis", None)
            if axis is not None and name not in used[axis]:
                used[axis].append(name)
    rows = [
        [f"`{axis}`", say(f"axis.{axis}", lang), said(f"axis.{axis}.about", lang), ", ".join(used[axis]) or "–"]
        for axis in Axis
    ]
    return _page("site.axes", lang) + _table(["site.key", "site.name", "site.meaning", "site.used"], rows, lang)


def policies(lang: str) -> str:
    """What regulations leave open: the answers that a ruleset may give, the default, and its reason."""
    rows = [
        [
            f"`{name}`",
            say(f"policy.{name}", lang),
            ", ".join(f"**`{each}`**" if each == choice.default else f"`{each}`" for each in choice.allowed),
            say(f"policy.{name}.why", lang),
        ]
        for name, choice in POLICIES.items()
    ]
    return _page("site.policies", lang) + _table(["site.key", "site.name", "site.values", "site.why"], rows, lang)


def case_keys(lang: str) -> str:
    """Every key of a case file."""
    return _page("site.case_keys", lang) + _tables(case_schema(lang), lang)


def ruleset_keys(lang: str) -> str:
    """Every key of a ruleset file."""
    return _page("site.ruleset_keys", lang) + _tables(ruleset_schema(lang), lang)


def result_keys(lang: str) -> str:
    """Every key of a result."""
    return _page("site.result_keys", lang) + _tables(result_schema(lang), lang)


def commands(lang: str) -> str:
    """The help of every command."""
    return _page("site.commands", lang) + "\n".join(_helps(root, ("jixiao",), lang))


def codes(lang: str) -> str:
    """Every code: how severe, what is wrong, how to mend it."""
    rows = [
        [f"`{code}`", say(f"severity.{severity}", lang), outline(code, lang), outline(f"{code}.help", lang)]
        for code, severity in sorted(SEVERITIES.items())
    ]
    return _page("site.codes", lang) + _table(["site.code", "site.severity", "site.wrong", "site.mend"], rows, lang)


def library(lang: str) -> str:
    """What stands on the public shelf, out of its docstrings."""
    names = [name for name in jixiao.__all__ if not name.startswith("__")]
    functions = [name for name in names if name[0].islower()]
    classes = [name for name in names if name[0].isupper()]
    parts = [_page("site.library", lang)]
    for key, members in (("site.functions", functions), ("site.classes", classes)):
        parts.append(f"## {said(key, lang)}\n\n" + "\n\n".join(f"::: jixiao.{name}" for name in members))
    parts.append("## jixiao.frame\n\n" + "\n\n".join(f"::: jixiao.frame.{name}" for name in _frame_names()))
    return "\n\n".join(parts) + "\n"


def _frame_names() -> list[str]:
    import jixiao.frame

    return [name for name in jixiao.frame.__all__ if not name.startswith("__")]


PAGES: dict[str, Callable[[str], str]] = {
    "glossary": glossary,
    "axes": axes,
    "ruleset": ruleset_keys,
    "policies": policies,
    "case": case_keys,
    "result": result_keys,
    "commands": commands,
    "codes": codes,
    "library": library,
}


def _page(key: str, lang: str) -> str:
    return f"# {said(key, lang)}\n\n{said(f'{key}.about', lang)}\n\n"


def _helps(command: click.Command, words: tuple[str, ...], lang: str) -> Iterator[str]:
    """The command's help and that of all below it."""
    answer = CliRunner().invoke(root, ["--lang", lang, *words[1:], "--help"], prog_name="jixiao")
    yield f"{'#' * (len(words) + 1)} `{' '.join(words)}`\n\n```text\n{answer.output.rstrip()}\n```\n"
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=words[-1])
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _helps(below, (*words, name), lang)


def _tables(schema: Mapping[str, Any], lang: str) -> str:
    """A section for each table of a schema, in the order in which the keys lead to them."""
    definitions = schema.get("$defs", {})
    met: dict[str, Mapping[str, Any]] = {"": schema}
    parts = []
    for path in (order := [""]):  # grows while it is walked
        parts.append(_section(path, met[path], lang))
        for key, value in met[path].get("properties", {}).items():
            below, mark = _inner(value, definitions)
            name = f"{path}.{key}{mark}".lstrip(".")
            if below is not None and below.get("properties") and not any(below is each for each in met.values()):
                met[name] = below
                order.append(name)
    return "\n".join(parts)


def _inner(value: Mapping[str, Any], definitions: Mapping[str, Any]) -> tuple[Mapping[str, Any] | None, str]:
    """The table that a key holds, once, in a list ([]) or by names (.*)."""
    if "$ref" in value:
        return definitions[value["$ref"].rsplit("/", 1)[1]], ""
    if "items" in value:
        below, mark = _inner(value["items"], definitions)
        return below, f"[]{mark}"
    if isinstance(value.get("additionalProperties"), dict):
        below, mark = _inner(value["additionalProperties"], definitions)
        return below, f".*{mark}"
    for each in value.get("anyOf", ()):
        below, mark = _inner(each, definitions)
        if below is not None:
            return below, mark
    return (value, "") if value.get("properties") else (None, "")


def _section(path: str, table: Mapping[str, Any], lang: str) -> str:
    head = f"## `{path}`\n\n" if path else ""
    about = f"{_cell(_description(table, lang))}\n\n" if path else ""
    rows = [
        [f"`{key}`", _kind(value, lang), "✓" if key in table.get("required", ()) else "", _description(value, lang)]
        for key, value in table["properties"].items()
    ]
    return head + about + _table(["site.key", "site.kind", "site.required", "site.meaning"], rows, lang)


def _description(value: Mapping[str, Any], lang: str) -> str:
    """What the schema says of a key or a table; the reasons of policies stand in its own language there already."""
    text = value.get("description", "")
    return text if not text or text in _reasons(lang) else described(text, lang)


@cache
def _reasons(lang: str) -> frozenset[str]:
    return frozenset(say(f"policy.{name}.why", lang) for name in POLICIES)


def _kind(value: Mapping[str, Any], lang: str) -> str:
    """What a key takes, in words."""
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"])
    if "$ref" in value or value.get("properties"):
        return said("site.kind.table", lang)
    if "items" in value:
        return said("site.kind.list", lang, of=_kind(value["items"], lang))
    if "anyOf" in value:
        return " | ".join(dict.fromkeys(_kind(each, lang) for each in value["anyOf"]))
    found = value.get("type", "any")
    kinds = [found] if isinstance(found, str) else found
    if value.get("format") == "date":
        return said("site.kind.date", lang)
    return " | ".join(said(f"site.kind.{'table' if kind == 'object' else kind}", lang) for kind in kinds)


def _table(heads: list[str], rows: list[list[str]], lang: str) -> str:
    lines = [[said(head, lang) for head in heads], ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    """Text inside a table: one line, no bar of its own."""
    return " ".join(text.split()).replace("|", "\\|")
