"""A ruleset's text compiled: curves and bands read, clauses tied to sources, structural faults collected."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.kernel.curve import Curve
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, diagnose
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain
from jixiao.kernel.rounding import Rounding
from jixiao.kernel.structure import Document
from jixiao.rules.claim import Claim
from jixiao.rules.clause import Clause
from jixiao.rules.curve_text import CurveTextError, read_curve, read_interval
from jixiao.rules.document import (
    BandText,
    ClauseText,
    GradeText,
    LevelText,
    LightText,
    RoundText,
    RulesetText,
    RuleText,
)
from jixiao.rules.framework import Absent, Framework, Level1
from jixiao.rules.policy import POLICIES, Policy, PolicyName
from jixiao.rules.rule import Light, Rule
from jixiao.rules.ruleset import Alarm, Gate, Grades, Over, Reasons, Ruleset
from jixiao.rules.scorer import Band, Counted, Graded, Judged, Measured, Scorer, Step
from jixiao.rules.structure_checks import (
    check_framework,
    check_gates,
    check_grades,
    check_promises,
    check_reach,
    check_scorer,
    uncovered,
)

__all__ = ["KINDS", "MEASURES", "compile_ruleset"]

KINDS = ("self-evaluation", "department", "fiscal", "target-review", "monitoring")
MEASURES = ("consistency", "unspent", "execution", "execution-pace", "progress-gap", "worst-light")
_MONTHS = tuple(str(month) for month in range(1, 13))
_MERGES = ("sum", "fund-weighted", "mean")
_ROUND_AT = ("leaf", "level", "total")
_ABSENT = ("receiver", "pro-rata", "keep", "full", "rescale")
_BASES = ("budget", "received", "initial")
_GRADED_ON = ("rounded", "unrounded", "rounded-leaves")


def compile_ruleset(text: RulesetText, document: Document, digest: str) -> Ruleset:
    """The ruleset that the text describes. Raises JixiaoError with every fault, placed in the document."""
    compiler = _Compiler(text, document)
    ruleset = compiler.ruleset(digest)
    if ruleset is None or compiler.diagnostics:
        raise JixiaoError(*compiler.diagnostics)
    return ruleset


class _Compiler:
    """Walks the text once; faults are collected and the walk goes on."""

    def __init__(self, text: RulesetText, document: Document) -> None:
        self.text = text
        self.document = document
        self.diagnostics: list[Diagnostic] = []

    def fault(self, code: str, path: str, **args: object) -> None:
        self.diagnostics.append(diagnose(code, self.document.place(path), **args))

    def one_of(self, value: str, known: Iterable[str], path: str) -> None:
        if value not in known:
            self.fault("JX320", path, key=path.rsplit(".", 1)[-1], value=value, known=", ".join(known))

    def ruleset(self, digest: str) -> Ruleset | None:
        text = self.text
        self.one_of(text.kind, KINDS, "$.kind")
        self.one_of(text.rounding.at, _ROUND_AT, "$.rounding.at")
        self.one_of(text.goals.total, ("sum", "weighted"), "$.goals.total")
        if text.from_ and text.to and text.from_ > text.to:
            self.fault("JX320", "$.to", key="to", value=text.to, known=f">= {text.from_}")
        if text.execution:
            self.one_of(text.execution.base, _BASES, "$.execution.base")
        self.merge()
        framework = self.framework()
        rules = [self.rule(each, f"$.rule[{index}]") for index, each in enumerate(text.rule)]
        self.check_rules(rules)
        grades = self.grades()
        self.diagnostics.extend(check_gates(text.gate, grades, self.document))
        enabled = {each.id for each in text.rule if each.enabled}
        compiled = tuple(rule for rule in rules if rule is not None)
        return Ruleset(
            id=text.id,
            title=text.title,
            kind=text.kind,
            digest=digest,
            framework=framework,
            sources=text.sources,
            rules=tuple(rule for rule in compiled if rule.id in enabled),
            options=tuple(rule for rule in compiled if rule.id not in enabled),
            rounding=Rounding(text.rounding.mode, text.rounding.places),
            round_at=text.rounding.at,
            valid_from=text.from_,
            valid_to=text.to,
            note=text.note,
            execution_names=text.execution.names if text.execution else (),
            execution_level2=text.execution.level2 if text.execution else "",
            execution_base=text.execution.base if text.execution else "budget",
            grades=grades,
            policies=self.policies(),
            negative_cues=text.cues.negative,
            over=self.over(),
            reasons=self.reasons(),
            gates=tuple(
                Gate(gate, self.clause(gate.clause, f"$.gate[{index}].clause", gate.id))
                for index, gate in enumerate(text.gate)
            ),
            alarms=self.alarms(),
            goals=text.goals,
            merge=text.merge,
            rule_examples={rule.id: rule.example for rule in text.rule},
            case_examples=text.example,
        )

    # -- parts

    def clause(self, text: ClauseText, path: str, owner: str) -> Clause:
        if text.source not in self.text.sources:
            self.fault("JX301", f"{path}.source", source=text.source, known=", ".join(self.text.sources))
        return Clause(text.id or f"{self.text.id}/{owner}", text.source, text.article, text.trust)

    def curve(self, text: str, path: str) -> Curve | None:
        try:
            return read_curve(text)
        except CurveTextError as error:
            place = self.document.text_place(path, error.line, error.column)
            self.diagnostics.append(diagnose(error.code, place, **error.args_))
            return None

    def interval(self, text: str, path: str) -> Interval | None:
        try:
            return read_interval(text)
        except CurveTextError as error:
            self.fault(error.code, path, **error.args_)
            return None

    def framework(self) -> Framework:
        text = self.text.framework
        branches = tuple(self.branch(level, f"$.framework.level1[{i}]") for i, level in enumerate(text.level1))
        framework = Framework(
            self.clause(text.clause, "$.framework.clause", "framework"), branches, text.total, text.note
        )
        self.diagnostics.extend(check_framework(framework, self.document))
        return framework

    def branch(self, text: LevelText, path: str) -> Level1:
        absent = Absent("keep")
        if text.absent:
            to = ((text.absent.to, text.points),) if text.absent.to else ()
            absent = Absent(text.absent.policy, (*to, *text.absent.split.items()), text.absent.because)
        if absent.policy not in _ABSENT:
            self.fault("JX308", f"{path}.absent", reason=f"policy = {absent.policy}")
        if text.points < 0:
            self.fault("JX320", f"{path}.points", key="points", value=plain(text.points), known=">= 0")
        level2 = tuple((each.name, each.points) for each in text.level2)
        return Level1(text.name, text.points, text.aliases, level2, absent, text.cap, text.execution)

    def rule(self, text: RuleText, path: str) -> Rule | None:
        scorer = self.scorer(text, path)
        clause = self.clause(text.clause, f"{path}.clause", text.id)
        lights = self.lights(text.light, f"{path}.light")
        if scorer is None:
            return None
        when = text.when
        rule = Rule(
            id=text.id,
            name=text.name,
            when=Claim(
                when.target, when.direction, when.sign, when.unit, when.level1, when.level2, when.level3, when.words
            ),
            scorer=scorer,
            clause=clause,
            order=text.order,
            promises=text.properties,
            because=text.because,
            lights=lights,
            cap=text.cap,
        )
        self.diagnostics.extend(check_scorer(rule, path, self.document))
        self.diagnostics.extend(check_promises(rule, path, self.document))
        return rule

    def scorer(self, text: RuleText, path: str) -> Scorer | None:
        parts = {"axis": text.axis, "curve": text.curve, "grade": text.grade, "band": text.band}
        given = [name for name, value in parts.items() if value]
        if given == ["axis", "curve"] and text.axis is not None:
            curve = self.curve(text.curve, f"{path}.curve")
            outside = self.band(text.outside, f"{path}.outside") if text.outside else None
            if curve is None:
                return None
            step = _rounding(text.round_axis)
            each = text.counted
            counted = Counted(each.level1, each.level2, each.level3, each.met_up_to)
            return Measured(text.axis, curve, text.gives, outside, step, counted)
        if given == ["grade"]:
            return Graded(tuple(_step(each) for each in text.grade))
        if given == ["band"]:
            bands = [self.band(each, f"{path}.band[{index}].share") for index, each in enumerate(text.band)]
            kept = tuple(band for band in bands if band is not None)
            return Judged(kept, _rounding(text.round_limits)) if len(kept) == len(bands) else None
        self.fault("JX302", path, rule=text.id, found=" + ".join(given) or "—")
        return None

    def band(self, text: BandText, path: str) -> Band | None:
        share = self.interval(text.share, path)
        return None if share is None else Band(share, text.name, text.words, text.attainment)

    def lights(self, texts: tuple[LightText, ...], path: str) -> tuple[Light, ...]:
        lights = []
        for index, text in enumerate(texts):
            stretch = self.interval(text.x, f"{path}[{index}].x") if text.x else None
            lights.append(Light(text.name, stretch, text.words, text.attainment))
        return tuple(lights)

    def check_rules(self, rules: list[Rule | None]) -> None:
        seen: set[str] = set()
        for index, text in enumerate(self.text.rule):
            if text.id in seen:
                self.fault("JX307", f"$.rule[{index}].id", name=text.id)
            seen.add(text.id)
        live = {index: rule for index, rule in enumerate(rules) if rule is not None and self.text.rule[index].enabled}
        self.diagnostics.extend(check_reach(live, self.document))

    def grades(self) -> Grades | None:
        text = self.text.grades
        if text is None:
            return None
        self.one_of(text.on, _GRADED_ON, "$.grades.on")
        cuts = tuple((cut.name, cut.from_) for cut in text.cut)
        grades = Grades(self.clause(text.clause, "$.grades.clause", "grades"), cuts, text.on)
        self.diagnostics.extend(check_grades(grades, self.document))
        return grades

    def policies(self) -> dict[PolicyName, Policy]:
        policies = {}
        for name, text in self.text.policy.items():
            path = f"$.policy.{name}"
            if name not in list(PolicyName):
                self.fault("JX304", path, name=name, value=text.value, known=", ".join(PolicyName))
            elif text.value not in POLICIES[PolicyName(name)].allowed:
                known = ", ".join(POLICIES[PolicyName(name)].allowed)
                self.fault("JX304", f"{path}.value", name=name, value=text.value, known=known)
            else:
                policies[PolicyName(name)] = Policy(text.value, text.because)
        return policies

    def over(self) -> Over | None:
        text = self.text.over
        if text is None:
            return None
        reduce = self.curve(text.reduce, "$.over.reduce") if text.reduce else None
        clause = self.clause(text.clause, "$.over.clause", "over")
        if reduce is not None:
            for missing in uncovered(Interval(text.from_, None), reduce.domain):
                self.fault("JX321", "$.over.reduce", rule="over", missing=f"x ∈ {missing}")
        return Over(clause, text.from_, text.zero_target_from, reduce, text.because)

    def reasons(self) -> Reasons | None:
        text = self.text.reason
        if text is None:
            return None
        return Reasons(self.clause(text.clause, "$.reason.clause", "reason"), text.below_full, text.execution_below)

    def merge(self) -> None:
        text = self.text.merge
        if text is None:
            return
        for key, value in (("absolute", text.absolute), ("relative", text.relative), ("judged", text.judged)):
            self.one_of(value, _MERGES, f"$.merge.{key}")
        if text.clause is not None:
            self.clause(text.clause, "$.merge.clause", "merge")

    def alarms(self) -> tuple[Alarm, ...]:
        alarms = []
        for index, text in enumerate(self.text.alarm):
            path = f"$.alarm[{index}]"
            self.one_of(text.measure, MEASURES, f"{path}.measure")
            clause = self.clause(text.clause, f"{path}.clause", text.id)
            for month in text.by_month:
                self.one_of(month, _MONTHS, f"{path}.by_month")
            alarms.append(Alarm(text, clause, self.lights(text.light, f"{path}.light")))
        return tuple(alarms)


def _step(text: GradeText) -> Step:
    return Step(text.share, text.name, text.words, text.attainment)


def _rounding(text: RoundText | None) -> Rounding | None:
    """A percentage of two decimals is a share of four."""
    return None if text is None else Rounding(text.mode, text.places + (2 if text.percent else 0))
