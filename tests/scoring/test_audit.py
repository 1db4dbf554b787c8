"""Printed scores against the clauses: verdicts, sums, and the corpus with rows worked out by hand."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.kernel.number import fixed, plain
from jixiao.rules.policy import Policy, PolicyName
from jixiao.scoring.audit import Audit, AuditedRow, RowKind, Verdict, audit_rows
from jixiao.scoring.audit.printed import PrintedRow, has_printed_header, read_printed_rows
from tests.examples import examples
from tests.scoring.cases import decimals, points

CORPUS = Path(__file__).parents[1] / "data" / "rows.tsv"
RULESET = jixiao.load_ruleset("cn-2020-10", ())
many = examples(250)


def one(**cells: str) -> AuditedRow:
    """The verdict on a single row."""
    level3 = cells.pop("level3", "完成数量")
    row = PrintedRow(line=2, project="甲", year="2021", level1="产出指标", level2="数量指标", level3=level3, **cells)
    return audit_rows([row], RULESET).rows[0]


def code(row: AuditedRow) -> str:
    return row.reasons[0].code if row.reasons else ""


def rounded(value: Fraction, places: int) -> Fraction:
    """Half-up by the school rule: look at what follows the last kept digit. The value is not negative."""
    whole, rest = divmod(value * 10**places, 1)
    return Fraction(whole + (1 if 2 * rest >= 1 else 0), 10**places)


# -- rows against an oracle


@many
@given(decimals, decimals, points, st.integers(0, 3), st.integers(-3, 3), st.booleans())
def test_a_score_agrees_just_when_the_exact_one_rounds_to_it(
    target: Fraction, actual: Fraction, worth: Fraction, places: int, off: int, less: bool
) -> None:
    ratio = target / actual if less else actual / target
    exact = worth * min(ratio, Fraction(1))
    due = rounded(exact, places)
    printed = max(due + Fraction(off, 10**places), Fraction(0))
    sign = "≤" if less else "≥"
    row = one(
        target=f"{sign}{plain(target)}公里",
        actual=f"{plain(actual)}公里",
        points=plain(worth),
        score=fixed(printed, places),
    )
    assert row.verdict is (Verdict.AGREES if printed == due else Verdict.DIFFERS)
    assert row.score is not None
    assert row.score.low == row.score.high == rounded(exact, 2)
    if row.verdict is Verdict.DIFFERS:
        assert dict(row.reasons[0].args)["by"] == plain(abs(printed - rounded(exact, 2)))


@many
@given(points, st.integers(0, 1000), st.sampled_from([("健全", 80, 101), ("部分达成", 60, 80), ("未达成", 0, 60)]))
def test_a_judgement_need_only_lie_in_its_band(worth: Fraction, share: int, band: tuple[str, int, int]) -> None:
    words, low, high = band
    printed = worth * Fraction(share, 1000)
    row = one(target="健全", actual=words, points=plain(worth), score=plain(printed))
    inside = low * 10 <= share < high * 10
    at_the_end = printed in (rounded(worth * low / 100, 2), rounded(worth * min(high, 100) / 100, 2))
    if not at_the_end:
        assert row.verdict is (Verdict.IN_BAND if inside else Verdict.DIFFERS)


@pytest.mark.parametrize(
    ("cells", "verdict", "reason"),
    [
        ({"target": "≥5次", "actual": "5次", "points": "10"}, Verdict.UNDECIDED, "JX266"),
        ({"target": "≥5次", "actual": "5次", "points": "10", "score": "—"}, Verdict.UNDECIDED, "JX266"),
        ({"target": "≥5次", "actual": "5次", "points": "10", "score": "好"}, Verdict.UNDECIDED, "JX267"),
        ({"target": "≥5次", "actual": "5次", "score": "10"}, Verdict.UNDECIDED, "JX268"),
        ({"target": "≥5次", "score": "10"}, Verdict.UNDECIDED, "JX286"),
        ({"target": "≥5次", "actual": "5次", "points": "一些", "score": "10"}, Verdict.UNDECIDED, "JX269"),
        ({"target": "≥5次", "points": "10", "score": "10"}, Verdict.UNDECIDED, "JX206"),
        ({"target": "≥5次", "actual": "已完成", "points": "10", "score": "10"}, Verdict.UNDECIDED, "JX127"),
        ({"target": "37个", "actual": "100%", "points": "10", "score": "10"}, Verdict.UNDECIDED, "JX123"),
        ({"target": "≥95%", "actual": "0.98", "points": "10", "score": "10"}, Verdict.UNDECIDED, "JX122"),
        ({"target": "", "actual": "94%", "points": "10", "score": "10"}, Verdict.UNDECIDED, "JX228"),
        ({"target": "≥≥5", "actual": "5", "points": "10", "score": "10"}, Verdict.UNDECIDED, "JX101"),
        ({"target": "健全", "actual": "说不清", "points": "10", "score": "10"}, Verdict.UNDECIDED, "JX214"),
        # Whatever is missing, no answer gives more than all of the points.
        ({"target": "≥5次", "points": "10", "score": "12"}, Verdict.DIFFERS, "JX271"),
        ({"target": "≥5次", "actual": "4次", "points": "10", "score": "8分"}, Verdict.AGREES, ""),
        ({"target": "12月底前", "actual": "11月", "points": "5", "score": "5.00"}, Verdict.AGREES, ""),
        ({"target": "12月15日前", "actual": "12月", "points": "5", "score": "4"}, Verdict.UNDECIDED, "JX273"),
    ],
)
def test_a_row_that_cannot_be_computed_says_why(cells: dict[str, str], verdict: Verdict, reason: str) -> None:
    row = one(**cells)
    assert (row.verdict, code(row)) == (verdict, reason)


def test_a_late_date_is_judged_below_full_points() -> None:
    late = {"target": "2021年6月底前", "actual": "2021年8月", "points": "5"}
    assert one(**late, score="3").verdict is Verdict.IN_BAND
    assert one(**late, score="5").verdict is Verdict.DIFFERS


def test_a_bare_target_is_undecided_where_the_ruleset_asks() -> None:
    asking = evolve(RULESET, policies={**RULESET.policies, PolicyName.BARE_TARGET: Policy("ask", "")})
    row = PrintedRow(2, level1="产出指标", level3="数量", target="5次", actual="4次", points="10", score="8")
    assert audit_rows([row], RULESET).rows[0].verdict is Verdict.AGREES
    asked = audit_rows([row], asking).rows[0]
    assert (asked.verdict, code(asked)) == (Verdict.UNDECIDED, "JX205")


def test_a_ruleset_that_fills_in_judgements_leaves_them_to_the_print() -> None:
    top = evolve(RULESET, policies={**RULESET.policies, PolicyName.JUDGEMENT: Policy("top", "")})
    row = PrintedRow(2, level1="产出指标", level3="制度", target="健全", actual="健全", points="10", score="8.5")
    assert audit_rows([row], top).rows[0].verdict is Verdict.IN_BAND


def test_a_difference_under_an_assumed_direction_names_the_other_one() -> None:
    row = one(level3="精品示范村数量", target="3", actual="0", points="2", score="2")
    assert row.verdict is Verdict.DIFFERS
    assert [each.code for each in row.reasons] == ["JX270", "JX279"]


@pytest.mark.parametrize(
    ("actual", "points", "score", "verdict"),
    [
        ("64.8/64.8", "10", "10", Verdict.AGREES),
        ("9,034/20000.00", "10", "4.52", Verdict.AGREES),
        ("334896元/40万元", "10", "8.37", Verdict.AGREES),
        ("338.31/329.77", "10", "10", Verdict.AGREES),
        ("10/50", "20", "4.44", Verdict.DIFFERS),
        ("0/0", "10", "0", Verdict.UNDECIDED),
        ("", "10", "7.6", Verdict.UNDECIDED),
    ],
)
def test_an_execution_row_is_executed_over_budget(actual: str, points: str, score: str, verdict: Verdict) -> None:
    row = PrintedRow(2, level1="预算执行", level3="预算执行率", actual=actual, points=points, score=score)
    audited = audit_rows([row], RULESET).rows[0]
    assert (audited.kind, audited.verdict) == (RowKind.EXECUTION, verdict)


# -- sums


def _rows(*scores: str, total: str, whole: str = "100") -> list[PrintedRow]:
    rows = [
        PrintedRow(line, level1="产出指标", level3=f"甲{line}", target="≥5", actual="5", points="50", score=score)
        for line, score in enumerate(scores, start=2)
    ]
    return [*rows, PrintedRow(len(rows) + 2, level1="总分", points=whole, score=total)]


@pytest.mark.parametrize(
    ("scores", "total", "verdict", "reason"),
    [
        (("50", "50"), "100", Verdict.AGREES, ""),
        (("50", "40"), "90", Verdict.AGREES, "JX277"),
        (("50", "40"), "91", Verdict.DIFFERS, "JX274"),
        (("50",), "90", Verdict.UNDECIDED, "JX275"),
        (("50",), "40", Verdict.DIFFERS, "JX274"),
        (("30",), "90", Verdict.DIFFERS, "JX285"),
        (("50", ""), "90", Verdict.UNDECIDED, "JX275"),
        ((), "98", Verdict.UNDECIDED, "JX276"),
        (("50", "50"), "", Verdict.UNDECIDED, "JX266"),
        (("50", "50", "50"), "100", Verdict.DIFFERS, "JX274"),
    ],
)
def test_a_total_is_held_against_the_scores_printed_above_it(
    scores: tuple[str, ...], total: str, verdict: Verdict, reason: str
) -> None:
    row = audit_rows(_rows(*scores, total=total), RULESET).rows[-1]
    assert (row.kind, row.verdict, code(row)) == (RowKind.TOTAL, verdict, reason)


def test_a_subtotal_takes_the_rows_of_its_branch() -> None:
    rows = [
        PrintedRow(2, level1="产出指标", level3="甲", target="≥5", actual="5", points="30", score="30"),
        PrintedRow(3, level1="效益指标", level3="乙", target="≥5", actual="5", points="30", score="30"),
        PrintedRow(4, level1="产出指标", level3="小计", points="30", score="30"),
        PrintedRow(5, level1="效益指标", points="30", score="29"),
    ]
    found = audit_rows(rows, RULESET).rows
    assert [row.kind for row in found[2:]] == [RowKind.SUBTOTAL, RowKind.SUBTOTAL]
    assert [row.verdict for row in found[2:]] == [Verdict.AGREES, Verdict.DIFFERS]


def test_page_and_project_together_name_a_table() -> None:
    rows = [evolve(row, page=page) for page in ("1", "2") for row in _rows("50", "50", total="100")]
    rows = [evolve(row, line=line) for line, row in enumerate(rows, start=2)]
    audit = audit_rows(rows, RULESET)
    assert len(audit.tables) == 2
    assert audit.verdicts(RowKind.TOTAL)[Verdict.AGREES] == 2


# -- the corpus


@pytest.fixture(scope="module")
def corpus() -> Audit:
    return audit_rows(read_printed_rows(CORPUS.read_bytes(), "rows.tsv").rows, RULESET, "rows.tsv")


def test_the_corpus_is_read_whole_and_counted(corpus: Audit) -> None:
    counts = {kind: tuple(corpus.verdicts(kind).values()) for kind in RowKind}
    # agrees, in-band, differs, undecided
    assert counts == {
        RowKind.INDICATOR: (136, 27, 31, 421),
        RowKind.EXECUTION: (22, 0, 5, 35),
        RowKind.SUBTOTAL: (0, 0, 0, 1),
        RowKind.TOTAL: (6, 0, 4, 20),
    }
    assert len(corpus.rows) == 708
    assert corpus.reasons(Verdict.UNDECIDED)["JX266"] == 376


# Line, what the clause gives worked out by hand from the printed cells, and the verdict.
BY_HAND = [
    (3, Fraction(10), Verdict.DIFFERS),  # 64.8/64.8 of 10, printed 9
    (36, Fraction(3 * 37442, 38508), Verdict.AGREES),  # 2.917, printed 3
    (40, Fraction(2 * 973, 1000), Verdict.AGREES),  # 1.946, printed 1.9
    (44, Fraction(2 * 203, 214), Verdict.DIFFERS),  # 1.897, printed 1.8
    (46, Fraction(2 * 69, 120), Verdict.AGREES),  # 1.15, printed 1
    (47, Fraction(2 * 4044, 5662), Verdict.AGREES),  # 1.428, printed 1.4
    (48, Fraction(2 * 3224, 3807), Verdict.DIFFERS),  # 1.694, printed 1.9
    (52, Fraction(2 * 209, 212), Verdict.DIFFERS),  # 1.972, printed 1.8
    (57, Fraction(2 * 22584, 24694), Verdict.DIFFERS),  # 1.829, printed 1.7
    (73, Fraction(5 * 4604, 4754), Verdict.AGREES),  # 4.842, printed 5
    (77, Fraction(10 * 5300, 5830), Verdict.DIFFERS),  # 9.091, printed 10: 5830 yuan where 5300 is the most
    (151, Fraction(10 * 6507, 6566), Verdict.DIFFERS),  # 9.910, printed 9
    (152, Fraction(15 * 8676, 8755), Verdict.DIFFERS),  # 14.865, printed 13
    (402, Fraction(10 * 17943, 20000), Verdict.AGREES),  # 8.9715, printed 9
    (545, Fraction(10 * 2154576, 2500000), Verdict.AGREES),  # 8.618, printed 8.62
    (552, Fraction(10 * 9034, 20000), Verdict.AGREES),  # 4.517, printed 4.52
    (556, Fraction(9 * 278, 290), Verdict.DIFFERS),  # 8.628, printed 8
    (559, Fraction(6 * 95, 100), Verdict.DIFFERS),  # 5.7, printed 5
    (565, Fraction(20 * 10, 50), Verdict.AGREES),  # 4, printed 4
    (588, Fraction(20 * 1955, 2000), Verdict.AGREES),  # 19.55, printed 19.55
    (648, Fraction(20 * 10, 50), Verdict.DIFFERS),  # 4, printed 4.44
]


@pytest.mark.parametrize(("line", "exact", "verdict"), BY_HAND)
def test_rows_worked_out_by_hand(line: int, exact: Fraction, verdict: Verdict, corpus: Audit) -> None:
    row = next(row for row in corpus.rows if row.row.line == line)
    assert row.leaf is not None
    assert row.leaf.unrounded.low == row.leaf.unrounded.high == exact
    assert row.verdict is verdict


# -- reading


HEAD = "page\tyear\tregion\tproject\tlevel1\tlevel2\tlevel3\ttarget\tactual\tpoints\tscore\n"
LINE = '1\t2021\t某地\t甲\t产出指标\t数量指标\t实现"清瓶"数\t≥5次\t4次\t10\t8\n'


def test_columns_may_stand_in_any_order_and_be_named_in_chinese() -> None:
    wanted = read_printed_rows((HEAD + LINE).encode()).rows
    heads, cells = HEAD.rstrip("\n").split("\t"), LINE.rstrip("\n").split("\t")
    chinese = {
        "level3": "三级指标",
        "target": "年度指标值",
        "actual": "实际完成值(B)",
        "points": "分 值",
        "score": "得分",
    }
    mixed = "\t".join(chinese.get(head, head) for head in reversed(heads)) + "\n" + "\t".join(reversed(cells)) + "\n"
    assert read_printed_rows(mixed.encode("gb18030")).rows == wanted
    quoted = ",".join(heads) + "\r\n" + ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells) + "\r\n"
    assert read_printed_rows(b"\xef\xbb\xbf" + quoted.encode()).rows == wanted


def test_a_quote_that_opens_a_tabbed_cell_swallows_nothing() -> None:
    rows = read_printed_rows((HEAD + LINE.replace('实现"清瓶"数', '"清瓶数') + LINE).encode()).rows
    assert [row.level3 for row in rows] == ['"清瓶数', '实现"清瓶"数']


def test_a_formula_guard_is_taken_off_and_lines_are_kept() -> None:
    text = "level3,target,actual,points,score\n\n甲,'=100%,100%,5,5\n"
    row = read_printed_rows(text.encode()).rows[0]
    assert (row.line, row.target) == (3, "=100%")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("level3\ttarget\tactual\tpoints\nx\t1\t1\t1\n", {"JX260"}),
        ("level3\ttarget\tactual\tpoints\tscore\t得分\nx\t1\t1\t1\t1\t1\n", {"JX261"}),
        ('level3,target,actual,points,score\n"x,1,1,1,1\n', {"JX262"}),
        (HEAD, {"JX265"}),
        ("", {"JX260"}),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(text: str, found: set[str]) -> None:
    with pytest.raises(JixiaoError) as refused:
        read_printed_rows(text.encode(), "x.tsv")
    assert {each.code for each in refused.value.diagnostics} == found
    assert all(each.place.file == "x.tsv" for each in refused.value.diagnostics)


def test_bytes_of_no_known_writing_are_told_with_those_that_were_tried() -> None:
    with pytest.raises(JixiaoError) as refused:
        read_printed_rows(b"\xff\xff\x80", "x.tsv")
    (said,) = refused.value.diagnostics
    assert (said.code, dict(said.args)) == ("JX262", {"reason": "UTF-8? GB18030?"})


def test_extra_cells_and_unknown_columns_are_told() -> None:
    text = "level3,target,actual,points,score,谁填\n甲,≥5,5,5,5,某人,多余\n"
    read = read_printed_rows(text.encode())
    assert {each.code for each in read.diagnostics} == {"JX263", "JX264"}


def test_only_a_line_of_column_names_is_a_header() -> None:
    assert has_printed_header((HEAD + LINE).encode())
    assert not has_printed_header("项目支出绩效自评表,,\n项目名称,甲,\n".encode())


@examples(200)
@given(st.text(st.sampled_from('\t,"\n\r5a≥%\0得分'), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    source = ("level3,target,actual,points,score\n" + text).encode()
    try:
        rows = read_printed_rows(source).rows
    except JixiaoError:
        return
    assert audit_rows(rows, RULESET).rows


@many
@given(decimals, decimals, decimals, points)
def test_a_target_set_anew_in_the_course_of_the_year_is_one_that_scores_may_follow(
    target: Fraction, adjusted: Fraction, actual: Fraction, worth: Fraction
) -> None:
    by_first, by_new = (rounded(worth * min(actual / each, Fraction(1)), 2) for each in (target, adjusted))
    wrong = max(by_first, by_new) + 1
    cells = {"target": f"≥{plain(target)}公里", "adjusted": f"≥{plain(adjusted)}公里", "actual": f"{plain(actual)}公里"}
    for printed, due in ((by_first, ""), (by_new, "JX822" if by_new != by_first else ""), (wrong, "JX270")):
        row = one(**cells, points=plain(worth), score=fixed(printed, 2))
        assert (row.verdict, code(row)) == (Verdict.DIFFERS if printed == wrong else Verdict.AGREES, due)


@pytest.mark.parametrize("spent", ["0/0", "5万元/0万元", "0.00/0.00"])
@pytest.mark.parametrize(
    ("ruleset", "score", "verdict"),
    [
        ("anhui-system", "0", Verdict.AGREES),  # 在用系统预算为零时表上显示 0 分
        ("anhui-system", "10", Verdict.DIFFERS),
        ("cn-2020-10", "10", Verdict.UNDECIDED),  # 文件未作规定
    ],
)
def test_a_budget_of_nothing_is_decided_where_the_ruleset_decides_it(
    spent: str, ruleset: str, score: str, verdict: Verdict
) -> None:
    row = PrintedRow(2, project="甲", level1="预算执行", level3="预算执行率", actual=spent, points="10", score=score)
    found = audit_rows([row], jixiao.load_ruleset(ruleset, ())).rows[0]
    assert (found.kind, found.verdict) == (RowKind.EXECUTION, verdict)
    assert verdict is not Verdict.UNDECIDED or code(found) == "JX224"


@pytest.mark.parametrize(
    ("columns", "is_header"),
    [
        ("level3,target,actual,points,score", True),
        ("level3,target,actual", True),
        ("level3,target,谁填", False),
        ("target,actual,points,score", False),
        ("三级指标,指标值,实际完成值,分值,得分", True),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\n甲,1,1,1,1"])
def test_a_header_names_the_indicator_and_two_more_of_what_is_needed(columns: str, is_header: bool, end: str) -> None:
    assert has_printed_header((columns + end).encode()) is is_header


@pytest.mark.parametrize(
    ("scores", "total", "whole", "figures"),
    [
        (("50",), "90", "100", ["50", "50.00", "50", "50.00"]),
        (("50",), "90", "", ["50", "50.00", "50", "50.00"]),
        (("30",), "90", "100", ["30.00", "50", "80.00", "10", "50.00"]),
        (("50",), "40", "100", ["50.00", "10", "50.00"]),
    ],
)
def test_what_a_sum_lacks_is_told_in_figures(
    scores: tuple[str, ...], total: str, whole: str, figures: list[str]
) -> None:
    row = audit_rows(_rows(*scores, total=total, whole=whole), RULESET).rows[-1]
    message = render(row.reasons[0], "en").message
    assert re.findall(r"\d+(?:\.\d+)?", message) == figures


def test_a_judged_row_names_its_band() -> None:
    row = one(target="健全", actual="部分达成", points="10", score="7")
    assert (row.verdict, code(row)) == (Verdict.IN_BAND, "JX272")
    assert row.leaf is not None
    assert dict(row.reasons[0].args)["name"] == row.leaf.outcome.band


def test_a_ruleset_may_know_execution_by_one_name_alone() -> None:
    ruleset = evolve(RULESET, execution=evolve(RULESET.execution, names=RULESET.execution.names[:1]))
    name = ruleset.execution.names[0]
    row = PrintedRow(2, level1=name, level3=name, target="100%", actual="90%", points="10", score="9")
    (found,) = audit_rows([row], ruleset).rows
    assert (found.kind, found.verdict) == (RowKind.EXECUTION, Verdict.AGREES)


def test_a_direction_column_says_which_way_is_better() -> None:
    more, less = (
        one(target="50公里", actual="40公里", points="10", score="8", direction=direction)
        for direction in ("正向", "反向")
    )
    assert (more.verdict, less.verdict) == (Verdict.AGREES, Verdict.DIFFERS)
    (only,) = audit_rows([evolve(less.row, score="10")], RULESET).rows
    assert only.verdict is Verdict.AGREES


def test_a_subtotal_of_a_second_level_takes_its_own_rows_alone() -> None:
    rows = [
        PrintedRow(
            2, level1="产出指标", level2="数量指标", level3="甲", target="≥5", actual="5", points="20", score="20"
        ),
        PrintedRow(
            3, level1="产出指标", level2="质量指标", level3="乙", target="≥5", actual="5", points="10", score="10"
        ),
        PrintedRow(4, level1="产出指标", level2="数量指标", level3="小计", points="20", score="20"),
        PrintedRow(5, level1="产出指标", level2="数量", level3="小计", points="20", score="30"),
        PrintedRow(6, level1="产出指标", level3="小计", points="30", score="30"),
    ]
    found = audit_rows(rows, RULESET).rows[2:]
    assert [row.verdict for row in found] == [Verdict.AGREES, Verdict.DIFFERS, Verdict.AGREES]


@pytest.mark.parametrize("text", ["", "-", "--", "—", "——", "/", "无", "\\", " / "])
def test_a_dash_says_that_no_score_is_printed(text: str) -> None:
    assert code(one(target="≥5", actual="5", points="5", score=text)) == "JX266"
    assert code(one(target="≥5", actual="5", points=text, score="5")) in ("JX268", "JX286")


@pytest.mark.parametrize("text", ["五分左右", "5/6", "-- 5"])
def test_what_is_no_score_is_told_as_it_stands(text: str) -> None:
    row = one(target="≥5", actual="5", points="5", score=text)
    assert (code(row), dict(row.reasons[0].args)["text"]) == ("JX267", text)
