"""Scores worked out from the words of the clauses: plain numbers and ifs, nothing of the engine.

w is the indicator's points, t its target, a the actual, both in one unit and shares as shares (90% is 9/10).
Every function gives unrounded points; `cents` rounds them once, half up.
"""

from fractions import Fraction

ZERO = Fraction(0)


def cents(x: Fraction) -> Fraction:
    """四舍五入到分: the first dropped digit decides, half goes away from zero."""
    thousandths = abs(x.numerator) * 1000 // x.denominator  # what comes behind decides nothing half-up
    hundredths, digit = divmod(thousandths, 10)
    result = Fraction(hundredths + (1 if digit >= 5 else 0), 100)
    return -result if x < 0 else result


# -- F1–F6: 定量


def positive_ratio(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """达到指标值得满分，未达到的按完成值与指标值的比例；指标值为零：达到得满分，否则不得分。"""
    if a >= t:
        return w
    if t == 0 or a < 0:
        return ZERO
    return w * a / t


def threshold_60(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """按完成比例，低于 60% 不得分（恰为 60% 及格）。"""
    if a >= t:
        return w
    if t == 0 or a * 10 < t * 6:
        return ZERO
    return w * a / t


def equal_as_positive(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """“=”：大于零的同正向；为零的，完成值不大于零得满分，否则不得分。"""
    if t == 0:
        return w if a <= 0 else ZERO
    return positive_ratio(w, t, a)


def inverse_ratio(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """反向：不超过指标值得满分，超过的乘以 指标值÷完成值。"""
    return w if a <= t else w * t / a


def linear_to_double(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """反向：超过部分占指标值几成就扣几成，达到两倍为零。"""
    if a <= t:
        return w
    if a >= 2 * t:
        return ZERO
    return w - w * (a - t) / t


def strict_limit(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """超过即不得分。"""
    return w if a <= t else ZERO


def exactly(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """恰好等于才得分。"""
    return w if a == t else ZERO


def two_sided(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """偏离指标值几成就扣几成，不分方向；指标值为零的须恰为零。"""
    if t == 0:
        return w if a == 0 else ZERO
    lost = abs(a - t) / abs(t)
    return ZERO if lost >= 1 else w - w * lost


def inside_range(w: Fraction, low: Fraction, high: Fraction, a: Fraction) -> Fraction:
    """区间内满分；低于下限按比例，高于上限按倒比例。"""
    if a < low:
        return w * a / low if a > 0 else ZERO
    return w * high / a if a > high else w


# -- F10–F12, F17: 满意度、成本


def satisfaction_steps(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """90%（含）以上满分，80%（含）以上 0.8，60%（含）以上 0.5，以下不得分；与指标值无关。"""
    if a * 10 >= 9:
        return w
    if a * 10 >= 8:
        return w * 8 / 10
    return w / 2 if a * 10 >= 6 else ZERO


def _five_point_steps(a: Fraction) -> Fraction:
    return (Fraction(90) - 100 * a) / 5


def satisfaction_full(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """90% 以上满分，每降低满 5 个百分点扣 1 分。"""
    if 10 * a >= 9:
        return w
    steps = _five_point_steps(a)
    return max(ZERO, w - steps.numerator // steps.denominator)


def satisfaction_started(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """90% 以上满分，每降低 5 个百分点扣 1 分，不满的按 5 个计。"""
    if 10 * a >= 9:
        return w
    steps = _five_point_steps(a)
    return max(ZERO, w + (-steps.numerator) // steps.denominator)


def satisfaction_continuous(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """90% 以上满分，每降低 5 个百分点扣 1 分，零头按比例。"""
    return w if 10 * a >= 9 else max(ZERO, w - _five_point_steps(a))


def cost_band(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """预算与实际相差不超过 10% 满分，15% 以内六成，20% 以内两成，再大不得分；节约与超支一样。"""
    if t == 0:
        return w if a <= 0 else ZERO
    off = abs(t - a) * 100
    if off <= 10 * t:
        return w
    if off <= 15 * t:
        return w * 3 / 5
    return w / 5 if off <= 20 * t else ZERO


def cost_band_equal(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """同上，指标写“=”的；为零的须恰为零。"""
    return (w if a == 0 else ZERO) if t == 0 else cost_band(w, t, a)


def saving_inverse(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """节约率不低于零满分；超支的按 计划÷实际，计划为 1 时实际为 1 − a。"""
    return w if a >= 0 else w / (1 - a)


def saving_linear(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """节约率不低于零满分；超支几成扣几成，超支一倍为零。"""
    if a >= 0:
        return w
    return ZERO if a <= -1 else w * (1 + a)


# -- F13–F16, F19: 执行率、表格


def execution(w: Fraction, budget: Fraction, spent: Fraction) -> Fraction:
    """执行数÷预算数×分值，不超过分值。"""
    return min(w, w * spent / budget)


def execution_rate_first(w: Fraction, budget: Fraction, spent: Fraction) -> Fraction:
    """执行率先四舍五入到百分之一，再乘以分值。"""
    percent = cents(spent / budget)
    return min(w, w * percent)


def execution_steps(w: Fraction, budget: Fraction, spent: Fraction) -> Fraction:
    """95% 以上满分，80% 以上八成，60% 以上六成，以下不得分。"""
    for least, share in ((95, 10), (80, 8), (60, 6)):
        if spent * 100 >= budget * least:
            return w * share / 10
    return ZERO


def points_above(per_point: Fraction, w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """不超过 t 满分，每超过一个百分点扣若干分，扣完为止。"""
    return w if a <= t else max(ZERO, w - per_point * (a - t) * 100)


def staff_control(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """100% 以内满分，每超过一个百分点扣 0.5 分；与表上写的目标无关。"""
    return points_above(Fraction(1, 2), w, Fraction(1), a)


def three_public_change(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """不大于 0 满分，每超过一个百分点扣 0.5 分；与表上写的目标无关。"""
    return points_above(Fraction(1, 2), w, ZERO, a)


def three_public_control(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """100% 以内满分，每超过一个百分点扣 1 分；与表上写的目标无关。"""
    return points_above(Fraction(1), w, Fraction(1), a)


def key_spending(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """90% 以上 5 分，80% 以上 4 分，70% 以上 3 分，60% 以上 2 分，以下 0 分。"""
    for least, points in ((90, 5), (80, 4), (70, 3), (60, 2)):
        if 100 * a >= least:
            return min(w, Fraction(points))
    return ZERO


def budget_adjustment(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """0 得 3 分，10% 以内 2 分，20% 以内 1 分，30% 以内 0.5 分，大于 30% 0 分。"""
    for most, points in ((0, Fraction(3)), (10, Fraction(2)), (20, Fraction(1)), (30, Fraction(1, 2))):
        if 100 * a <= most:
            return min(w, points)
    return ZERO


def budget_accuracy(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """分值×（1−10×比例），大于 0.1 不得分。"""
    if a <= 0:
        return w
    return ZERO if 10 * a > 1 else w * (1 - 10 * a)


def spending_control(w: Fraction, t: Fraction, a: Fraction) -> Fraction:
    """偏差 10% 以内满分，10%—20% 一半，超过 20% 不得分，不分方向。"""
    off = abs(a) * 100
    if off <= 10:
        return w
    return w / 2 if off <= 20 else ZERO


# -- F32: 监控


def pace(w: Fraction, t: Fraction, a: Fraction, month: int) -> Fraction:
    """完成值与 指标值×月份÷12 之比，不超过 1；指标值为零：达到得满分。"""
    return positive_ratio(w, t * month / 12, a)


# -- F18, F20, F24: 计数与天数


def share_met(w: Fraction, done: int, listed: int) -> Fraction:
    """达标数÷全部数×分值。"""
    return w * done / listed


def half_per_breach(w: Fraction, done: int, listed: int) -> Fraction:
    """每有一项未做到扣 0.5 分，扣完为止。"""
    return max(ZERO, w - Fraction(listed - done, 2))


def one_per_breach(w: Fraction, done: int, listed: int) -> Fraction:
    """每有一项未做到扣 1 分，扣完为止。"""
    return max(ZERO, w - (listed - done))


def late_full(w: Fraction, days: int) -> Fraction:
    """按期满分，逾期每满 10 天扣 1 分，扣完为止。"""
    return w if days <= 0 else max(ZERO, w - days // 10)


def late_started(w: Fraction, days: int) -> Fraction:
    """按期满分，逾期每 10 天扣 1 分，不足 10 天按 10 天计。"""
    return w if days <= 0 else max(ZERO, w - (days + 9) // 10)


# -- F7–F9: 直接赋分、评判


def direct(w: Fraction, met: bool, deduction: Fraction | None) -> Fraction:
    """符合满分；不符合不得分，写明扣分的只扣该分。"""
    if met:
        return w
    return max(ZERO, w - deduction) if deduction else ZERO


def band(name: str, middle: Fraction) -> tuple[Fraction, Fraction]:
    """档的下限与上限：达成 80%（含）—100%，部分达成 middle（含）—80%，未达成 0—middle；下两档不含上限。"""
    top = Fraction(8, 10)
    return {"达成": (top, Fraction(1)), "部分达成": (middle, top), "未达成": (ZERO, middle)}[name]


def judged(
    w: Fraction, name: str, judgement: Fraction | None, middle: Fraction, *, limits_in_cents: bool = False
) -> tuple[Fraction, Fraction, bool]:
    """From, to, and whether the upper end is left out. A judgement inside the band settles it."""
    low, high = (w * each for each in band(name, middle))
    if limits_in_cents and cents(low) < cents(high):  # a band of less than a cent stays as it is
        low, high = cents(low), min(cents(high), w)
    upper_out = name != "达成"
    if judgement is not None:
        points = w * judgement
        if low <= points < high or (points == high and not upper_out):
            return points, points, False
    return low, high, upper_out


# -- F23, F26–F31, F35: 汇总


def manual_deduction(automatic: Fraction, taken: Fraction) -> Fraction:
    """从自动得分中减去，不低于零。"""
    return automatic - taken if automatic > taken else ZERO


def rescaled(score: Fraction, applicable: Fraction) -> Fraction:
    """得分÷适用分值×100。"""
    return score * 100 / applicable


def fund_weighted(values: list[Fraction], funds: list[Fraction]) -> Fraction:
    """Σ（值×资金）÷Σ资金。"""
    top = bottom = ZERO
    for value, fund in zip(values, funds, strict=True):
        top += value * fund
        bottom += fund
    return top / bottom


def grade(total: Fraction) -> str:
    """90（含）以上优，80（含）以上良，60（含）以上中，其余差。"""
    if total >= 90:
        return "优"
    if total >= 80:
        return "良"
    return "中" if total >= 60 else "差"
