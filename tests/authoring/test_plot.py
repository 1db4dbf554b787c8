"""Pictures of curves: ends that are reached are filled, others hollow, in the terminal and in SVG."""

from fractions import Fraction
from xml.etree import ElementTree

from click.testing import CliRunner

from jixiao.authoring.probe import probes
from jixiao.cli.root import root
from jixiao.report.plot import Plot, dots, plot_of
from jixiao.report.plot_lines import plot_lines
from jixiao.report.plot_svg import plot_svg
from jixiao.rules.load import ruleset_from_bytes
from tests.authoring.planted_rulesets import BASE

SVG = "{http://www.w3.org/2000/svg}"


def plot(rule: str, actual: int | None = None) -> Plot:
    ruleset = ruleset_from_bytes(BASE.encode())
    one = next(probes(ruleset.rule(rule), ruleset))
    assert one.curve is not None
    mark = None if actual is None else Fraction(actual)
    return plot_of("标题 <1>", one.curve, Fraction(10), "%", one.bound.met, ("[90%, ..)  1",), "条款 & 依据", mark)


def test_a_jump_has_a_filled_and_a_hollow_end() -> None:
    found = {(dot.x, dot.y, dot.filled) for dot in dots(plot("satisfaction"))}
    assert found == {(60, 5, True), (60, 0, False), (80, 8, True), (80, 5, False), (90, 10, True), (90, 8, False)}


def test_a_curve_without_jumps_has_no_ends() -> None:
    assert list(dots(plot("positive"))) == []


def test_the_svg_is_well_formed_and_draws_every_end_and_the_actual() -> None:
    tree = ElementTree.fromstring(plot_svg(plot("satisfaction", 85)))
    circles = [each.get("fill") for each in tree.iter(f"{SVG}circle")]
    assert circles.count("#fff") == 3
    assert circles.count("#1f5fa8") == 3
    texts = [each.text for each in tree.iter(f"{SVG}text")]
    assert "标题 <1>" in texts
    assert "实际 85%：8 分" in texts
    assert "条款 & 依据" in texts


def test_the_terminal_shows_the_same() -> None:
    lines = ["".join(text for _, text in line) for line in plot_lines(plot("satisfaction", 85), 60)]
    picture = "\n".join(lines[:15])
    assert picture.count("●") == picture.count("○") == 3
    assert picture.count("◆") == 1
    assert "○ 90%：该点 10，左侧 8" in lines
    assert "◆ 实际 85%：8 分" in lines
    assert all(len(line) <= 60 for line in lines)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(root, ["rules", *arguments], standalone_mode=False)
    return (done.return_value or 0) if done.exception is None else 2, done.output


def test_the_command_draws_any_target_and_says_what_has_no_curve() -> None:
    code, told = run("plot", "cn-2020-10", "--target", "≤100人", "--actual", "125人", "--points", "8")
    assert code == 0
    assert "◆ 实际 125人：6.4 分" in told
    code, told = run("plot", "cn-2020-10", "--target", "健全")
    assert code == 2
