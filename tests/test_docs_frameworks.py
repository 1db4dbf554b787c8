"""The functions of “Embed it” that need a web framework or a scheduler are called, not only defined.

The frameworks are no dependency of ours: stand-ins for the few names that the page uses take their place.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import jixiao
from tests.test_docs import BLOCKS

BODY = '{"indicator": [{"level3": "培训人次", "target": "≥200", "actual": 190, "points": 90.5}]}'.encode()
WRONG = b'{"indicator": [{"level3": "a", "points": true}]}'


class JsonResponse:
    """Of both web frameworks: what is sent, and the status."""

    def __init__(self, content: object, status: int = 200, status_code: int | None = None) -> None:
        self.content = json.dumps(content, ensure_ascii=False).encode()
        self.status_code = status if status_code is None else status_code

    @property
    def body(self) -> bytes:
        """As the other framework calls it."""
        return self.content


class FastAPI:
    """Keeps the function of each route."""

    def __init__(self) -> None:
        self.routes: dict[str, Callable[..., Any]] = {}

    def post(self, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Keep the function under the path."""
        return lambda function: self.routes.setdefault(path, function)


def dag(**options: object) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """A graph that runs when it is called."""
    assert options == {"schedule": "@daily"}
    return lambda function: function


def task(function: Callable[..., object]) -> Callable[..., object]:
    """A task that runs when it is called."""
    return function


STANDING_IN: dict[str, dict[str, object]] = {
    "django": {},
    "django.http": {"JsonResponse": JsonResponse},
    "fastapi": {"FastAPI": FastAPI, "Request": SimpleNamespace},
    "fastapi.responses": {"JSONResponse": JsonResponse},
    "airflow": {},
    "airflow.decorators": {"dag": dag, "task": task},
}


@pytest.fixture(params=["embed.md", "embed.zh.md"])
def page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the blocks of the page that name a framework define, with stand-ins for those."""
    for name, names in STANDING_IN.items():
        module = ModuleType(name)
        vars(module).update(names)
        monkeypatch.setitem(sys.modules, name, module)
    found: dict[str, Any] = {}
    for block in BLOCKS:
        if block.name.startswith(request.param) and any(f"from {name} " in block.text for name in STANDING_IN):
            exec(compile(block.text, block.name, "exec"), found)
    assert {"django_view", "fastapi_app", "airflow_dag"} <= set(found)
    return found


def test_a_django_view(page: dict[str, Any]) -> None:
    good, bad = (page["django_view"](SimpleNamespace(body=body)) for body in (BODY, WRONG))
    assert (good.status_code, bad.status_code) == (200, 422)
    assert json.loads(good.content)["indicators"][-1]["low"] == "85.98"
    assert list(json.loads(bad.content)) == ["faults"]


def test_a_fastapi_route(page: dict[str, Any]) -> None:
    app = page["fastapi_app"]()
    route = app.routes["/score"]

    def answer(body: bytes) -> Any:
        async def read() -> bytes:
            return body

        return asyncio.run(route(SimpleNamespace(body=read)))

    assert (answer(BODY).status_code, answer(WRONG).status_code) == (200, 422)
    assert json.loads(answer(BODY).body)["total"]["low"] == "85.98"


def test_an_airflow_graph(page: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    (tmp_path / "inbox" / "a.json").write_bytes(BODY.replace(b"{", b'{"version": 1, ', 1))
    (tmp_path / "inbox" / "b.json").write_bytes(WRONG)
    page["airflow_dag"]()
    (written,) = (tmp_path / "outbox").iterdir()
    stored = json.loads(written.read_text(encoding="utf-8"))
    assert (
        stored
        == jixiao.evaluate(jixiao.load_case(Path("inbox") / "a.json"), jixiao.load_ruleset("cn-2020-10")).to_dict()
    )
    (failed,) = page["score_folder"](tmp_path / "inbox", tmp_path / "outbox")
    assert "b.json" in failed
