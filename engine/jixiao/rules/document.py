"""The shape of a ruleset file (version 1), key for key: what a rule author writes, before it is compiled."""

from __future__ import annotations

import datetime
import functools
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from jixiao.kernel.rounding import Mode
from jixiao.kernel.structure import Text, new_converter
from jixiao.language.actual import Attainment
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis
from jixiao.rules.claim import Sign, TargetKind
from jixiao.rules.clause import Trust
from jixiao.rules.rule import Promise
from jixiao.rules.scorer import Gives

if TYPE_CHECKING:
    import cattrs

# Every start pays for these classes; without slots they are made in half the time, and they are few and small.

__all__ = [
    "AlarmText",
    "BandText",
    "CaseExample",
    "ClauseText",
    "CountedText",
    "ExampleText",
    "FrameworkText",
    "LevelText",
    "RuleText",
    "RulesetText",
    "SourceText",
    "WhenText",
    "converter",
]


@frozen(slots=False)
class SourceText:
    """A document that clauses cite."""

    title: str
    trust: Trust
    number: str = ""
    date: datetime.date | None = None
    note: str = ""


@frozen(slots=False)
class ClauseText:
    """Where a rule stands: a source of this file, the article or form, and how well it is known."""

    source: str
    article: str
    trust: Trust
    id: str = ""


@frozen(slots=False)
class AbsentText:
    """What becomes of a first level's points when a case has no indicator there.

    ``receiver`` gives them to the branch ``to``, or to several as ``split`` says (name to points). A branch that
    does not say keeps them: nothing is moved, and points that then make no hundred are reported.
    """

    policy: str
    to: str = ""
    split: dict[str, Fraction] = field(factory=dict)
    because: str = ""


@frozen(slots=False)
class Level2Text:
    """A second-level name; points where the ruleset fixes them."""

    name: str
    points: Fraction | None = None


@frozen(slots=False)
class LevelText:
    """A first-level branch: its name, other names it goes by, points, and its second-level names."""

    name: str
    points: Fraction
    aliases: tuple[str, ...] = ()
    level2: tuple[Level2Text, ...] = ()
    absent: AbsentText | None = None
    cap: Fraction | None = None
    execution: bool = False


@frozen(slots=False)
class FrameworkText:
    """The indicator tree a ruleset expects, and the clause for its points; ``total`` where they make no hundred."""

    clause: ClauseText
    level1: tuple[LevelText, ...]
    total: Fraction = Fraction(100)
    note: str = ""


@frozen(slots=False)
class ExecutionText:
    """Budget execution: the names a table row goes by, and where it stands when it is no row of the table.

    ``base`` is what the amount spent is divided by: the project's ``budget`` (全年预算数, adjusted), or what its funds
    say was ``received`` (到位) or budgeted at first (``initial``).
    """

    names: tuple[str, ...]
    level2: str = ""
    base: str = "budget"


@frozen(slots=False)
class WhenText:
    """Which targets and indicators a rule claims; each key narrows."""

    target: tuple[TargetKind, ...]
    direction: tuple[Direction, ...] = ()
    sign: tuple[Sign, ...] = ()
    unit: tuple[str, ...] = ()
    level1: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    level3: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@frozen(slots=False)
class CountedText:
    """Which other indicators a rule on ``met-share`` counts, and up to which completion one is met."""

    level1: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    level3: tuple[str, ...] = ()
    met_up_to: Fraction | None = None


@frozen(slots=False)
class BandText:
    """A band of shares, such as ``[80%, 100%]``, and what puts an actual into it."""

    share: str
    name: str
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class GradeText:
    """A grade word with its coefficient."""

    share: Fraction
    name: str
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class LightText:
    """A light: on a stretch of the axis, or for levels."""

    name: str
    x: str = ""
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class RoundText:
    """A rounding step: mode and decimals (of a percentage where ``percent`` is set)."""

    places: int
    mode: Mode = Mode.HALF_UP
    percent: bool = False


@frozen(slots=False)
class ExampleText:
    """A leaf that the rule must score just so. ``score`` is a number, or an interval such as ``[4.80, 6.40)``.

    ``codes`` are diagnostics that scoring it must raise; ``rounding`` stands in for the ruleset's own.
    """

    points: Fraction
    score: str
    target: Text | None = None
    actual: Text | None = None
    budget: Text | None = None
    executed: Text | None = None
    direction: Direction | None = None
    judgement: Text | None = None
    items: Text | None = None
    base: Text | None = None
    deduction: Fraction | None = None
    target_too_low: bool = False
    level1: str = ""
    level2: str = ""
    level3: str = ""
    year: int | None = None
    as_of: str = ""
    light: str = ""
    reason: str = ""
    rounding: RoundText | None = None
    codes: tuple[str, ...] = ()
    note: str = ""


@frozen(slots=False)
class RuleText:
    """A rule as written: one of ``axis`` + ``curve``, ``grade`` or ``band``.

    A rule that is not ``enabled`` scores nothing; it is an option that the texts leave open, kept with its
    examples.
    """

    id: str
    name: str
    when: WhenText
    clause: ClauseText
    order: int = 0
    axis: Axis | None = None
    curve: str = ""
    gives: Gives = Gives.SHARE
    round_axis: RoundText | None = None
    outside: BandText | None = None
    counted: CountedText = CountedText()
    cap: Fraction | None = None
    enabled: bool = True
    round_limits: RoundText | None = None
    band: tuple[BandText, ...] = ()
    grade: tuple[GradeText, ...] = ()
    light: tuple[LightText, ...] = ()
    properties: tuple[Promise, ...] = ()
    because: str = ""
    example: tuple[ExampleText, ...] = ()


@frozen(slots=False)
class CutText:
    """A grade and the least total that gives it (that total included)."""

    name: str
    from_: Fraction


@frozen(slots=False)
class GradesText:
    """The cut table, best first; compared with the ``rounded`` total, the ``unrounded`` one, or (``rounded-leaves``)
    the sum of rounded indicators and unrounded budget execution.
    """

    clause: ClauseText
    cut: tuple[CutText, ...]
    on: str = "rounded"


@frozen(slots=False)
class RoundingText:
    """Where and how scores are rounded."""

    places: int = 2
    mode: Mode = Mode.HALF_UP
    at: str = "leaf"
    because: str = ""


@frozen(slots=False)
class PolicyText:
    """An answer to what the regulations leave open, with its reason."""

    value: str
    because: str


@frozen(slots=False)
class OverText:
    """Over-fulfilment: from which completion on a reason is wanted, and the reduction if there is one."""

    clause: ClauseText
    from_: Fraction
    zero_target_from: Fraction | None = None
    reduce: str = ""
    because: str = ""


@frozen(slots=False)
class ReasonText:
    """When a written reason is wanted, apart from over-fulfilment."""

    clause: ClauseText
    below_full: bool = False
    execution_below: Fraction | None = None


@frozen(slots=False)
class CuesText:
    """Words in an indicator's name that suggest less is better."""

    negative: tuple[str, ...] = ()
    because: str = ""


@frozen(slots=False)
class GateText:
    """A veto: when a named indicator's share is below ``below``, the grade or the total is fixed, or the grade
    is lowered by ``lower`` steps. Off unless ``enabled``.
    """

    id: str
    clause: ClauseText
    below: Fraction
    level3: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    grade: str = ""
    total: Fraction | None = None
    lower: int = 0
    enabled: bool = False
    because: str = ""


@frozen(slots=False)
class AlarmText:
    """A signal over the whole case: a named measure against a table of lights."""

    id: str
    name: str
    measure: str
    clause: ClauseText
    light: tuple[LightText, ...] = ()
    by_month: dict[str, Fraction] = field(factory=dict)
    because: str = ""


@frozen(slots=False)
class GoalsText:
    """How several goals make the total: their points add up, or each is a whole and weighed by its points."""

    total: str = "sum"
    clause: ClauseText | None = None


@frozen(slots=False)
class MergeText:
    """How several units become one case before scoring."""

    absolute: str = "sum"
    relative: str = "fund-weighted"
    judged: str = "fund-weighted"
    clause: ClauseText | None = None


@frozen(slots=False)
class CaseExample:
    """What a leaf cannot show: small inline cases and what scoring them must give."""

    name: str
    gives: dict[str, Any]
    case: dict[str, Any] = field(factory=dict)
    cases: tuple[dict[str, Any], ...] = ()
    as_of: str = ""
    note: str = ""


@frozen(slots=False)
class RulesetText:
    """A whole ruleset file."""

    version: int
    id: str
    title: str
    kind: str
    framework: FrameworkText
    sources: dict[str, SourceText]
    rule: tuple[RuleText, ...]
    from_: datetime.date | None = None
    to: datetime.date | None = None
    note: str = ""
    rounding: RoundingText = RoundingText()
    execution: ExecutionText | None = None
    grades: GradesText | None = None
    policy: dict[str, PolicyText] = field(factory=dict)
    cues: CuesText = CuesText()
    over: OverText | None = None
    reason: ReasonText | None = None
    gate: tuple[GateText, ...] = ()
    alarm: tuple[AlarmText, ...] = ()
    goals: GoalsText = GoalsText()
    merge: MergeText | None = None
    example: tuple[CaseExample, ...] = ()


_CLASSES = (
    SourceText, ClauseText, AbsentText, Level2Text, LevelText, FrameworkText, ExecutionText, WhenText, CountedText,
    BandText, GradeText, LightText, RoundText, ExampleText, RuleText, CutText, GradesText, RoundingText, PolicyText, OverText,
    ReasonText, CuesText, GateText, AlarmText, GoalsText, MergeText, CaseExample, RulesetText,
)  # fmt: skip


@functools.cache
def converter() -> cattrs.Converter:
    """The converter of ruleset files; building it costs, so it is built when a file is first read."""
    return new_converter(*_CLASSES, rename={"from_": "from"})
