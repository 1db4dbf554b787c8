"""The shape of a result in plain values (version 1), key by key: what writes it, its schema and its types have it from here.

Every key is always there, null where it does not apply. Numbers are text, exactly: decimals, or fractions ``a/b`` in lowest
terms. Scores (``low``, ``high``) have the decimals of the ruleset.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from jixiao.kernel.codes import Severity
from jixiao.kernel.tables import As
from jixiao.language.direction import Direction, DirectionFrom
from jixiao.rules.clause import Trust
from jixiao.rules.policy import POLICIES

__all__ = [
    "BoundsDict", "BranchDict", "CaseDict", "ClauseDict", "CutDict", "DiagnosticDict", "GradesDict", "IndicatorDict", "Level1Dict",
    "OptionsDict", "OverrideDict", "OwnAxisDict", "PartDict", "ProjectDict", "ProvenanceDict", "ResultDict", "RoundingDict", "RulesetDict", "SignalDict",
    "TotalDict",
]  # fmt: skip

ExactText = Annotated[str, As(str, {"type": "string", "pattern": r"^-?\d+(\.\d+|/\d+)?$"})]
DirectionName = Annotated[str, As(str, {"enum": [each.value for each in Direction]})]
DirectionSource = Annotated[str, As(str, {"enum": [each.value for each in DirectionFrom]})]
SeverityName = Annotated[str, As(str, {"enum": [each.value for each in Severity]})]
Policies = Annotated[
    dict[str, str],
    As(
        dict,
        {
            "type": "object",
            "properties": {name.value: {"enum": list(choice.allowed)} for name, choice in POLICIES.items()},
            "required": [name.value for name in POLICIES],
        },
    ),
]
TrustName = Annotated[str, As(str, {"enum": [each.value for each in Trust]})]


class RulesetDict(TypedDict):
    """The ruleset that scored."""

    id: str
    """Its name."""
    digest: str
    """The sha256 of its file, and of the scorers that it uses from another."""


class CaseDict(TypedDict):
    """The case that was scored."""

    digest: str
    """The sha256 of what it says, however it was written."""


class RoundingDict(TypedDict):
    """Where and how scores are rounded."""

    mode: str
    """What happens to the dropped digits."""
    places: int
    """Decimals that are kept."""
    at: str
    """Which scores are rounded."""


CutDict = TypedDict(
    "CutDict",
    {
        "name": Annotated[str, As(str, {"type": "string", "description": "The grade."})],
        "from": Annotated[
            str, As(str, {"type": "string", "description": "The least total that gives it, that total included."})
        ],
    },
)
CutDict.__doc__ = "A grade and where it begins."


class GradesDict(TypedDict):
    """The grades that the total was held against."""

    on: str
    """The total compared: rounded, unrounded, or the sum of rounded indicators and unrounded budget execution."""
    cuts: list[CutDict]
    """The cut table, best first."""


class OwnAxisDict(TypedDict):
    """An axis of an embedder's own, which the ruleset's file does not hold."""

    version: str
    """The version that its author gave it."""
    fingerprint: str
    """A digest of its pieces at a few targets."""


class OptionsDict(TypedDict):
    """How the ruleset was applied."""

    rules: list[str]
    """The rules in force, in their order of choice."""
    gates: list[str]
    """The vetoes in force."""
    policies: Policies
    """Every policy with its answer."""
    rounding: RoundingDict
    """Where and how scores are rounded."""
    grades: GradesDict | None
    """The grades; null where the ruleset has none."""
    axes: NotRequired[dict[str, OwnAxisDict]]
    """Only of a ruleset that names axes of an embedder's own: each by its name."""
    changed: NotRequired[str]
    """Only of a ruleset that was changed after its file was read, or was read from none: the sha256 of all that it holds."""


class ProvenanceDict(TypedDict):
    """All that is needed to compute the result again. Equal provenance, equal result; and never otherwise."""

    engine: str
    """The version of the engine."""
    ruleset: str
    """The ruleset's name."""
    ruleset_digest: str
    """Its digest."""
    options: OptionsDict
    """How it was applied: rules in force, policies, rounding, grades."""
    case_digest: str
    """The digest of the case."""
    as_of: str | None
    """The month or day that it was scored on, for monitoring."""


class ProjectDict(TypedDict):
    """The project, as its case names it."""

    name: str | None
    """Its name."""
    unit: str | None
    """The unit that carries it out."""
    unit_code: str | None
    """That unit's code."""
    year: int | None
    """The year."""
    start: str | None
    """Its first day."""
    end: str | None
    """Its last day."""
    budget: str | None
    """全年预算数, as written."""
    executed: str | None
    """全年执行数, as written."""


class BoundsDict(TypedDict):
    """A score: both bounds are equal where nothing is open."""

    low: ExactText
    """The least that it can be."""
    high: ExactText
    """The most that it can be; not reached itself where ``high_open`` says so."""


class TotalDict(BoundsDict):
    """The project's total."""

    points: ExactText
    """The points of the whole table."""
    factor: ExactText | None
    """What the points that apply were multiplied by, where some do not."""


class BranchDict(BoundsDict):
    """A branch of the tree."""

    name: str
    """Its name."""
    points: ExactText
    """Its points."""


class Level1Dict(BranchDict):
    """A first level. The whole framework is listed, empty branches with points 0."""

    level2: list[BranchDict]
    """Its second levels."""
    outside: str | None
    """``bonus`` or ``penalty`` where its points are no part of the total's."""


class ClauseDict(TypedDict):
    """The text that a rule rests on."""

    id: str
    """Its name: ruleset/rule, or as the ruleset calls it."""
    source: str
    """The document, by its number or title."""
    article: str
    """The article, and what it says."""
    trust: TrustName
    """How well it is known."""


class OverrideDict(TypedDict):
    """A person's correction."""

    score: ExactText
    """The score that they gave."""
    reason: str
    """Why."""
    computed: BoundsDict
    """What the rule gave."""


class PartDict(BoundsDict):
    """A part of a row that several conditions make: what it gives, or takes off."""

    name: str
    """Its name in the rule."""
    takes: bool
    """Whether the bounds are points that it takes off."""
    x: ExactText | None
    """What its formula came to."""
    word: str | None
    """The grade or the answer that it was read from."""


class IndicatorDict(BoundsDict):
    """An indicator scored: where it stands, what was promised and done, what it got and by what."""

    index: int | None
    """Its place in the case, from 0; null for a row that the engine added."""
    id: str | int | None
    """The embedding system's own key, as given."""
    level1: str
    """一级指标."""
    level2: str
    """二级指标."""
    level3: str
    """三级指标."""
    target: str | None
    """The target as written."""
    normal_form: str | None
    """What it means."""
    read_as: str | None
    """A person's correction of that."""
    direction: DirectionName | None
    """Whether more or less is better."""
    direction_from: DirectionSource | None
    """What told that."""
    actual: str | None
    """The actual as written."""
    points: ExactText
    """Its points: as printed, or allotted by the ruleset."""
    high_open: bool
    """Whether ``high`` itself is not reached."""
    share: ExactText | None
    """The share of the points, unrounded; null while it is open."""
    axis: str | None
    """What the rule looks at."""
    x: ExactText | None
    """Where on that axis the actual stands."""
    rule: str | None
    """The rule's name in the ruleset."""
    clause: ClauseDict | None
    """The text it rests on."""
    override: OverrideDict | None
    """A person's correction."""
    inputs: dict[str, Any]
    """The named inputs as written."""
    parts: list[PartDict] | None
    """What each part of the row gives or takes off; null where its rule is not made of parts."""
    light: str | None
    """The light, in rulesets that monitor."""
    counted: bool
    """Whether it takes part in sums."""
    extra: dict[str, Any]
    """The embedding system's own values, as given."""
    explanation: str
    """Why it has its score, in words."""


class SignalDict(TypedDict):
    """An alarm over the whole case."""

    id: str
    """Its name in the ruleset."""
    name: str
    """Its name for people."""
    value: ExactText | None
    """What was measured."""
    light: str | None
    """The light that it shows."""


class DiagnosticDict(TypedDict):
    """Something that is to be said."""

    code: str
    """Its code (``jixiao explain CODE``)."""
    severity: SeverityName
    """Whether the result stands."""
    where: str | None
    """The place in the user's material."""
    message: str
    """What is wrong."""
    help: str | None
    """How to mend it."""


class ResultDict(TypedDict):
    """A case scored: totals, branches, indicators, and all that is to be said."""

    version: Literal[1]
    """The version of the format."""
    engine: str
    """The version of the engine."""
    ruleset: RulesetDict
    case: CaseDict
    provenance: ProvenanceDict
    project: ProjectDict
    total: TotalDict
    grade: list[str]
    """Every grade that is still possible, best first; empty where the ruleset has none."""
    level1: list[Level1Dict]
    indicators: list[IndicatorDict]
    signals: list[SignalDict]
    diagnostics: list[DiagnosticDict]
