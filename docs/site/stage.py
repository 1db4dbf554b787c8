"""The pages of one language laid out for the generator: those that are written, and those that are worked out.

What is written stands in README and ``docs/``, where its blocks are run by the tests; a page ``x.zh.md`` beside ``x.md`` is
the same page in Chinese. What is worked out comes from the code (:mod:`docs.site.reference`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from docs.site import reference
from docs.site.said import languages, said

TOP = Path(__file__).resolve().parents[2]
LANGUAGES = languages()

# The pages of the site in their order, and the file that each is written in.
WRITTEN = {
    "index.md": "README.md",
    "embed.md": "docs/embed.md",
    "new-ruleset.md": "docs/new-ruleset.md",
    "authoring.md": "docs/authoring.md",
    "audit.md": "docs/audit.md",
    "frame.md": "docs/frame.md",
    "spark.md": "docs/spark.md",
    "environment.md": "docs/environment.md",
    "architecture.md": "ARCHITECTURE.md",
    "contributing.md": "CONTRIBUTING.md",
}
_GUIDE = ("embed.md", "new-ruleset.md", "authoring.md", "audit.md", "frame.md", "spark.md")
_PROJECT = ("architecture.md", "contributing.md")

_CONFIG = """[project]
site_name = "Jixiao 绩效"
site_description = {description}
docs_dir = "docs"
site_dir = "site"
use_directory_urls = true
nav = {nav}

[project.theme]
language = "{language}"
font = false
features = ["navigation.sections", "navigation.top", "content.code.copy", "search.highlight"]

[[project.theme.palette]]
scheme = "default"
toggle.icon = "lucide/sun"
toggle.name = {dark}

[[project.theme.palette]]
scheme = "slate"
toggle.icon = "lucide/moon"
toggle.name = {light}

{alternates}
[project.markdown_extensions.tables]
[project.markdown_extensions.toc]
permalink = true
[project.markdown_extensions.pymdownx.highlight]
[project.markdown_extensions.pymdownx.superfences]
[project.markdown_extensions.attr_list]

[project.plugins.mkdocstrings.handlers.python]
paths = [{engine}]

[project.plugins.mkdocstrings.handlers.python.options]
show_source = false
show_root_heading = true
show_root_full_path = false
heading_level = 3
members_order = "source"
separate_signature = true
show_signature_annotations = true
"""


def stage(lang: str, folder: Path) -> None:
    """Writes the pages and the configuration of the site in ``lang`` to ``folder``; the site itself will be its ``site``."""
    pages = pages_of(lang)
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "zensical.toml").write_text(_config(lang, pages), encoding="utf-8")


def pages_of(lang: str) -> dict[str, str]:
    """Every page by its name in the site."""
    sources = {name: _in_language(source, lang) for name, source in WRITTEN.items()}
    sources |= {f"checks/{path.name}": path for path in sorted((TOP / "docs/checks").glob("*.md"))}
    places = {path.relative_to(TOP).as_posix(): name for name, path in sources.items()}
    written = {
        name: linked(path.read_text(encoding="utf-8"), path.parent.relative_to(TOP).as_posix(), name, places)
        for name, path in sources.items()
    }
    return written | {f"reference/{name}.md": page(lang) for name, page in reference.PAGES.items()}


def _in_language(source: str, lang: str) -> Path:
    """The file of this page in ``lang``, or the one that there is."""
    own = (TOP / source).with_suffix(f".{lang}.md")
    return own if own.is_file() else TOP / source


def linked(text: str, folder: str, page: str, places: Mapping[str, str]) -> str:
    """The text with links to other files turned to their pages; of a link to what is no page of the site the words stay."""

    def turned(found: re.Match[str]) -> str:
        words, target, anchor = found.groups()
        place = places.get(posixpath.normpath(posixpath.join(folder, target)))
        if place is None:
            return words
        return f"[{words}]({posixpath.relpath(place, posixpath.dirname(page) or '.')}{anchor or ''})"

    return re.sub(r"\[([^\]\n]+)\]\((?!https?:)([^)#\s]+)(#[^)\s]*)?\)", turned, text)


def _config(lang: str, pages: Mapping[str, str]) -> str:
    """The generator's configuration of one language."""

    def entry(name: str) -> str:
        return f"{{ {_quoted(title(pages[name]))} = {_quoted(name)} }}"

    def section(key: str, names: list[str]) -> str:
        return f"{{ {_quoted(said(key, lang))} = [{', '.join(map(entry, names))}] }}"

    nav = [
        entry("index.md"),
        section("site.guide", list(_GUIDE)),
        section("site.reference", [*(name for name in pages if name.startswith("reference/")), "environment.md"]),
        section("site.checks", [name for name in pages if name.startswith("checks/")]),
        section("site.project", list(_PROJECT)),
    ]
    others = [
        f'[[project.extra.alternate]]\nname = {_quoted(said("site.language", each))}\nlink = "../{each}/"\nlang = "{each}"\n'
        for each in LANGUAGES
    ]
    return _CONFIG.format(
        description=_quoted(said("site.description", lang)),
        nav=f"[{', '.join(nav)}]",
        language=lang,
        dark=_quoted(said("site.dark", lang)),
        light=_quoted(said("site.light", lang)),
        alternates="\n".join(others),
        engine=_quoted((TOP / "engine").as_posix()),
    )


def title(text: str) -> str:
    """The first heading of a page."""
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    assert found is not None, text[:80]
    return found[1].strip().replace("`", "")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
