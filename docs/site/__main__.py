"""Writes ``site/``: a site a language, and a first page that leads to them. Any warning of the generator is an error."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from docs.site.stage import LANGUAGES, TOP, stage

OUT = TOP / "site"
_FIRST = """<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<title>Jixiao 绩效</title>
<meta http-equiv="refresh" content="0; url=zh/">
<p><a href="zh/">中文</a> · <a href="en/">English</a></p>
</html>
"""


def main() -> int:
    """The exit code of the generator."""
    staged = TOP / "build" / "site"
    for folder in (OUT, staged):
        shutil.rmtree(folder, ignore_errors=True)
    generator = Path(sys.executable).with_name("zensical")
    for lang in LANGUAGES:
        stage(lang, staged / lang)
        done = subprocess.run([generator, "build", "--strict", "--clean"], cwd=staged / lang, check=False)
        if done.returncode:
            return done.returncode
        shutil.copytree(staged / lang / "site", OUT / lang)
    (OUT / "index.html").write_text(_FIRST, encoding="utf-8")
    print(f"{OUT / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
