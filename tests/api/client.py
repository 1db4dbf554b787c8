"""A program that embeds the library: only the shelf, checked by type checkers as its author would check it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import jixiao


def from_a_database(row: dict[str, object]) -> jixiao.ResultDict:
    ruleset: jixiao.Ruleset = jixiao.ruleset_from_text(row, name="row 7")
    case: jixiao.Case = jixiao.case_from_dict(row)
    result: jixiao.Result = jixiao.evaluate(case, ruleset, as_of=datetime.date(2021, 6, 30))
    total: jixiao.Score = result.score
    low: Fraction = total.low
    leaves: tuple[jixiao.Leaf, ...] = result.leaves
    sentences: list[str] = [jixiao.explanation(leaf, "en") for leaf in leaves]
    scores: list[jixiao.Score] = [leaf.score for leaf in leaves]
    words: list[str] = [jixiao.render(each, "en").message for each in result.diagnostics]
    rows = result.to_rows("en", prefix="jx_")
    print(low, sentences, scores, words, rows[0]["jx_score"], result.to_json(indent=2))
    return result.to_dict("en")


def keys(document: jixiao.ResultDict) -> list[str]:
    first: jixiao.IndicatorDict = document["indicators"][0]
    key: str | int | None = first["id"]
    clause = first["clause"]
    return [document["total"]["low"], str(key), "" if clause is None else clause["trust"]]


def made_in_code() -> jixiao.Case:
    rows = [
        jixiao.Indicator("户数", "产出指标", target="≥50户", actual=45, points="10", id=7, extra={"score": 1.5}),
        jixiao.Indicator("满意度", target=Decimal("95"), points=Fraction(10), direction="positive", judgement="90%"),
    ]
    project = jixiao.Project(name="甲", year=2021, start="2021-01-01", budget=Decimal("86.5"))
    return jixiao.Case(
        project=project,
        indicator=rows,
        funds=[jixiao.Fund("财政", budget="86万元")],
        schedule=[jixiao.Scheduled(by="2021-06-30", share="65%")],
        goal=[jixiao.Goal("总目标", points=100)],
    )


def one_row(ruleset: jixiao.Ruleset) -> str | None:
    leaf: jixiao.Leaf = jixiao.score_indicator("≥95%", "93.1%", 10, ruleset, level3="满意度", id="A-7", year=2021)
    row: jixiao.Prepared = jixiao.prepare("≥95%", "10", ruleset, level3="满意度")
    scored: jixiao.ScoredActual = row(Decimal("93.1"))
    print(leaf.score.low, scored.score.low, scored.explanation("en"))
    return scored.rule


def of_files(path: Path) -> jixiao.Audit:
    reading: jixiao.Reading = jixiao.read_document(path.read_bytes(), name=path.name)
    ruleset = jixiao.load_ruleset_file("ours.toml")
    known: dict[str, Path] = jixiao.list_rulesets(["rules"])
    shipped = jixiao.load_ruleset(next(iter(known)), folders=["rules"])
    for case in reading.cases:
        result = jixiao.evaluate(case, shipped, jixiao.When(2021, 6))
        print(jixiao.seek(result, grade="优").state, jixiao.seek(result, score="90").most)
        jixiao.write_form(result, "form.xlsx", force=True)
        wanted: jixiao.SeekDict = jixiao.seek(result, grade="优").to_dict()
        printed: jixiao.AuditDict = jixiao.audit(case, shipped).to_dict("en")
        print(wanted["moves"][0]["to"], printed["rows"][0]["verdict"], printed["summary"]["in-band"])
        print(jixiao.audit(case, shipped, {"A-7": "9.80", 3: Decimal("5")}).rows)
    return jixiao.audit(reading, ruleset)


def cells() -> list[str]:
    ruleset = jixiao.load_ruleset("cn-2020-10")
    target: jixiao.Parsed = jixiao.parse_target("≥95%", ruleset)
    return [
        jixiao.normal(target),
        jixiao.normal(jixiao.parse_actual("93.1", target="≥95%")),
        jixiao.normal(jixiao.parse_actual("1", None, ruleset)),
    ]


def errors() -> tuple[jixiao.Diagnostic, ...]:
    try:
        jixiao.load_case("case.toml", actuals="actuals.toml")
    except jixiao.JixiaoError as error:
        return error.diagnostics
    return ()


def columns(table: object) -> dict[str, object]:
    import polars as pl

    from jixiao.frame import across, explain_row, roll_up, score_and_roll_up, score_batch

    frame = pl.DataFrame({"项目": ["甲"], "score": ["?"]})
    names = {"project": "项目"}
    scored = score_batch(frame, "cn-2020-10", prefix="jx_", columns=names)
    both = score_and_roll_up(frame, jixiao.load_ruleset("cn-2020-10"), prefix="jx_", columns=names)
    regions = across(both[1].projects, ["区"], rows=frame, columns=names)
    said: str = explain_row(scored, 0, "cn-2020-10", "en")
    return {said: roll_up(frame, "cn-2020-10", columns=names), "regions": regions, "table": table}


def pieces(target: jixiao.AxisTarget) -> list[jixiao.AxisPiece]:
    return [
        jixiao.AxisPiece(None, target.low, 1, 0, 0, target.high),
        jixiao.AxisPiece(target.low, None, a=Decimal("0.5"), b="1/2", low_open=True),
    ]


def own_axis() -> jixiao.Ruleset:
    axis = jixiao.OwnAxis("净完成率", "1", pieces, above_zero=True, reach=(0, None))
    return jixiao.load_ruleset_file("ours.toml", axes={"own:net": axis})
