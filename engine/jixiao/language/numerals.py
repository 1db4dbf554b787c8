"""A whole numeral at a place of a text, as it is printed: 1,200; 2.6亿; 3万5千; 一点五万; 三分之二; 12块五毛; 九成五.

A numeral is read whole or not at all: where its characters make no number (三五天, 一千多, 1,2,3) it has no value, and nothing
begins inside it. The characters come from the lexicon ([numeral]).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from jixiao.language.digits import are_digits
from jixiao.language.vocabulary import Vocabulary

__all__ = ["MAX_DIGITS", "Numeral", "chinese", "numeral_at"]

MAX_DIGITS = 30
"""More digits than any real figure has; longer strings are refused, so that no number can grow without bound."""

_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_ODD_RUN = re.compile(r"[\d.,]*(?: [\d.,]+)*", re.ASCII)
_SCALES = {4: 10_000, 8: 100_000_000}
_HALF = Fraction(1, 2)
_PER = {100: "%", 1000: "‰", 10_000: "‱"}


class Numeral:
    """What stands there. ``value`` is None where the characters make no number; ``problem`` then says ``too-long`` if
    it is only too long. ``scale`` is the 万 or 亿 it ends in, ``power`` all of its closing places together (1-2万)."""

    __slots__ = ("digits", "end", "power", "problem", "scale", "spelt", "unit", "value")

    def __init__(self, end: int, value: Fraction | None, digits: str = "", spelt: bool = False) -> None:
        self.end = end
        self.value = value
        self.digits = digits
        self.spelt = spelt
        self.unit = ""
        self.scale = self.power = 1
        self.problem: str | None = None


@lru_cache(maxsize=4096)
def _decimal(text: str) -> Fraction:
    whole, _, decimals = text.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))


def numeral_at(text: str, place: int, words: Vocabulary) -> Numeral | None:
    """The numeral that begins at ``place``; None where a place word stands alone (百姓, 万元) and there is none."""
    match = _PLAIN.match(text, place)
    if match is not None:
        end, digits = match.end(), match[0]
        if len(digits) > MAX_DIGITS:
            return _Reader(text, place, words).read()
        if _ends(text, end, words):
            return Numeral(end, _decimal(digits), digits)
        power = words.places.get(text[end])
        if power is not None and 1 < power < 12 and _ends(text, end + 1, words) and words.unit_length(text, end) < 2:
            return _placed(Numeral(end + 1, _decimal(digits) * 10**power, digits), power)
    else:
        digit = words.digits.get(text[place])
        if digit and _ends(text, place + 1, words):
            return Numeral(place + 1, _decimal(str(digit)), "", True)
    return _Reader(text, place, words).read()


def _ends(text: str, place: int, words: Vocabulary) -> bool:
    """Whether nothing at ``place`` goes on with a numeral that stands before: the quick answer, yes in most cells."""
    behind = text[place : place + 1]
    if behind in words.coins:
        return text[place + 1 : place + 2] not in words.goes_on or _one_coin(text, place, words)
    if behind in words.half_more_first:
        return not text.startswith(words.special["half more"], place)
    return behind not in words.continues and behind not in words.goes_on


def _one_coin(text: str, place: int, words: Vocabulary) -> bool:
    """Whether the number behind the coin at ``place`` is in digits and of no smaller coin: 5元5个, 5万元5万元."""
    match = _PLAIN.match(text, place + 1)
    if match is None:
        return False
    end = match.end()
    while text[end : end + 1] in words.places:
        end += 1
    coin = words.coins.get(text[end : end + 1])
    return coin >= words.coins[text[place]] if coin is not None else text[end : end + 1] not in words.continues


def _placed(found: Numeral, power: int) -> Numeral:
    found.power = 10**power
    found.scale = _SCALES.get(power, 1)
    return found


_MORE = frozenset(",. ")
"""What may stand inside a number of Arabic digits."""


def _too_long(end: int) -> Numeral:
    found = Numeral(end, None)
    found.problem = "too-long"
    return found


def chinese(text: str, words: Vocabulary) -> Fraction | None:
    """The value of a numeral that is all of ``text``; None when it is none."""
    found = numeral_at(text, 0, words) if text else None
    return found.value if found is not None and found.end == len(text) and not found.unit else None


_Item = tuple[str, int | Fraction]
"""("digit", 0-9) a Chinese digit; ("number", value) in Arabic digits; ("place", power of ten), ("tens", 20) for 廿."""


class _Reader:
    """Reads one numeral, in order: sign, whole part, decimals, places, fraction or tenths, coins."""

    def __init__(self, text: str, place: int, words: Vocabulary) -> None:
        self.text = text
        self.start = self.place = place
        self.words = words
        self.items: list[_Item] = []
        self.vague = self.malformed = self.spelt = False
        self.digits = ""

    def read(self) -> Numeral | None:
        words, text = self.words, self.text
        sign = self._signed()
        if self._takes("hundred"):
            return self._made(Fraction(100), "%")
        if self._vague_before():
            self.vague = True
        elif text.startswith(words.special["half"], self.place):
            return self._half(sign)
        value = self._number()
        if not self.items:
            return None
        if value is None and not self.vague and not self.malformed and self._bare_place():
            part = self._per(None)
            return None if part is None else self._behind(part, sign)
        if isinstance(value, str):
            return _too_long(self.place)
        if self.malformed or self.vague or value is None:
            return Numeral(self.place, None, spelt=self.spelt)
        below = self._per(value)
        if below is not None:
            return self._behind(below, sign)
        return self._behind((value, ""), sign)

    # ------------------------------------------------------------------------------------------- pieces

    def _signed(self) -> int:
        if self.text.startswith("-", self.place):
            self.place += 1
            return -1
        return -1 if self._takes("minus") else 1

    def _takes(self, what: str) -> bool:
        """Moves over one of the words, where it stands here."""
        for word in self.words.special[what]:
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return True
        return False

    def _vague_before(self) -> bool:
        if self.text[self.place : self.place + 1] not in self.words.vague_first:
            return False
        for word in self.words.vague_before:
            end = self.place + len(word)
            if self.text.startswith(word, self.place) and self.text[end : end + 1] in self.words.places:
                self.place = end
                return True
        return False

    def _half(self, sign: int) -> Numeral | None:
        """半年; 半百 is fifty. Alone it is no number."""
        self.place += len(next(word for word in self.words.special["half"] if self.text.startswith(word, self.place)))
        power = self.words.places.get(self.text[self.place : self.place + 1], 0)
        self.spelt = True
        if 2 <= power <= 8:
            self.place += 1
            self.malformed = self._continues() or self._place_here() is not None
            return self._made(sign * _HALF * 10**power)
        if not self.words.unit_length(self.text, self.place) or self.text.startswith(
            self.words.special["half"], self.place
        ):
            return None
        return self._made(sign * _HALF)

    def _number(self) -> Fraction | str | None:
        """The whole part, decimals and places; "too-long"; None when its characters make none."""
        whole = self._run()
        point = self._decimals()
        if point is None:
            return whole
        if not isinstance(whole, Fraction):
            return whole
        value = whole + point
        if len(self.digits) > MAX_DIGITS:
            return "too-long"
        while (power := self._place_here()) is not None:
            if power < 2:
                self.malformed = True
                return None
            self.place += 1
            self._scales(power)
            value *= 10**power
        if self._continues():
            self.malformed = True
            return None
        return value

    def _run(self) -> Fraction | str | None:
        """Digits and places, as far as they go."""
        text, words, length = self.text, self.words, len(self.text)
        while self.place < length:
            char = text[self.place]
            if are_digits(char) or (
                char == "." and not self.items and are_digits(text[self.place + 1 : self.place + 2])
            ):
                if not self._arabic():
                    return None
            elif char in words.digits:
                self.spelt = True
                self.items.append(("digit", words.digits[char]))
                self.place += 1
            elif (power := self._place_here()) is not None:
                self.items.append(("tens", power) if power >= 20 else ("place", power))
                self._scales(power)
                self.place += 1
                continue
            elif self.items and self._vague_here():
                self.vague = True
                self.place += 1
            else:
                break
            self.scale_reset()
        if self.vague or self.malformed or not self.items:
            return None
        if len(self.items) > 120:
            return "too-long"
        value = _value(self.items)
        if value is not None and (len(self.digits) > MAX_DIGITS or abs(value) >= 10**MAX_DIGITS):
            return "too-long"
        return value

    power = 1
    scale = 1

    def _scales(self, power: int) -> None:
        if power == 1 or power >= 20:
            self.power = 1  # 十 is no place that a range shares
            return
        self.power *= 10**power
        self.scale = _SCALES.get(power, 1)

    def scale_reset(self) -> None:
        self.power = self.scale = 1

    def _arabic(self) -> bool:
        """Digits with their separators; a run of digits and separators that is no number is malformed."""
        match = _GROUPED.match(self.text, self.place)
        assert match is not None
        end = match.end()
        behind, next_ = self.text[end : end + 1], self.text[end + 1 : end + 2]
        if behind in _MORE and behind and (are_digits(next_) or (behind == "." and next_ == ".")):
            run = _ODD_RUN.match(self.text, self.place)
            assert run is not None
            self.place, self.malformed = run.end(), True
            self.items.append(("number", 0))
            return False
        digits = match[0].replace(",", "").replace(" ", "")
        self.place, self.digits = end, self.digits + digits
        if len(digits) <= MAX_DIGITS:
            self.items.append(("number", _decimal("0" + digits if digits[0] == "." else digits)))
        else:
            self.items.append(("number", Fraction(10) ** MAX_DIGITS))
        return True

    def _place_here(self) -> int | None:
        """The power of a place word here, unless a unit begins with it (千米, 百分点, 兆帕)."""
        char = self.text[self.place : self.place + 1]
        power = self.words.places.get(char)
        if power is None:
            return None
        if self.items and self.words.unit_length(self.text, self.place) > 1:
            if self.items[-1][0] == "place" or not self._has_big():
                return None
        if power >= 12 and self.items and not self.spelt:
            return None  # 1000兆: a unit
        return power

    def _has_big(self) -> bool:
        """一万三千米 is 13000 米: behind 万, 千 is a place."""
        return any(kind == "place" and value >= 4 for kind, value in self.items)

    def _vague_here(self) -> bool:
        char = self.text[self.place]
        if char not in self.words.vague:
            return False
        behind = self.place + 1
        if self.words.unit_length(self.text, behind) or self.text[behind : behind + 1] in self.words.places:
            return True  # 50来人, though 来人 is a word
        found = self.words.longest(self.text, self.place, 0)
        return found is None or found[0] == 1 or found[1][0] != "WORDS"

    def _decimals(self) -> Fraction | None:
        """点 and its digits; before 十 or 百 (三点十五分) it is no decimal point."""
        point = next((word for word in self.words.special["point"] if self.text.startswith(word, self.place)), None)
        if point is None or not self.items:
            return None
        place = self.place + len(point)
        digits = ""
        while place < len(self.text):
            char = self.text[place]
            value = self.words.digits.get(char)
            if value is None and not are_digits(char):
                break
            digits += char if value is None else str(value)
            place += 1
        if not digits or (place < len(self.text) and self.words.places.get(self.text[place], 9) < 4):
            return None
        self.place, self.spelt = place, True
        self.point_digits = len(digits)
        if len(digits) > MAX_DIGITS:
            self.digits = "9" * (MAX_DIGITS + 1)
            return Fraction(0)
        return Fraction(int(digits), 10 ** len(digits))

    point_digits = 0

    def _continues(self) -> bool:
        char = self.text[self.place : self.place + 1]
        return bool(char) and (char in self.words.digits or are_digits(char))

    def _bare_place(self) -> bool:
        """百, 千 and 万 alone are no number, but 百分之 begins one."""
        return len(self.items) == 1 and self.items[0][0] == "place" and self.items[0][1] != 1

    # ------------------------------------------------------------------------------------------- what closes it

    def _per(self, below: Fraction | None) -> tuple[Fraction, str] | None:
        """X分之Y, with ``below`` the X (None for a bare 百, 千, 万); 3又X分之Y."""
        start = self.place
        whole = Fraction(0)
        if below is not None and self._takes("and"):
            inner = _Reader(self.text, self.place, self.words)
            whole, below = below, _whole(inner._number())
            self.place = inner.place
            if below is None and inner._bare_place():
                below = Fraction(10) ** int(inner.items[0][1])
        if not self._takes("of"):
            self.place = start
            return None
        if below is None and self._bare_place():
            below = Fraction(10) ** int(self.items[0][1])
        above = _Reader(self.text, self.place, self.words)
        sign = above._signed()
        value = _whole(above._number())
        self.spelt = True
        if value is None and above._bare_place() and not above.vague:
            value = Fraction(10) ** int(above.items[0][1])
        self.place = max(self.place, above.place)
        if value is None or not below or below.denominator != 1 or above.vague or above.malformed:
            self.malformed = True
            return Fraction(0), ""
        unit = _PER.get(int(below), "") if not whole and len(self.items) == 1 and self.items[0][0] == "place" else ""
        if unit:
            return sign * value, unit
        if whole and (value >= below or below == 100):
            self.malformed = True  # 五十又一百分之一: 50.01 or 51 %
        return whole + sign * value / below, ""

    def _behind(self, found: tuple[Fraction, str], sign: int) -> Numeral:
        """Tenths (九成五), coins (12块五毛) and half more (1个半月) behind the number."""
        value, unit = found
        if self.malformed:
            return Numeral(self.place, None, spelt=self.spelt)
        if not unit:
            tenths = self._tenths(value)
            if tenths is not None:
                return self._made(sign * tenths, "%")
            coins = self._coins(value)
            if coins is not None:
                return self._made(sign * coins, "元")
            for word in self.words.special["half more"]:
                end = self.place + len(word)
                if self.text.startswith(word, self.place) and self.words.unit_length(self.text, end):
                    self.place = end
                    value += _HALF
        return self._made(sign * value, unit)

    def _tenths(self, value: Fraction) -> Fraction | None:
        words = self.words
        word = next((one for one in words.special["tenths"] if self.text.startswith(one, self.place)), None)
        if word is None:
            return None
        longer = words.longest(self.text, self.place, 0)
        if longer is not None and longer[0] > len(word):
            return None
        self.place += len(word)
        value *= 10
        char = self.text[self.place : self.place + 1]
        if char and self.text.startswith(words.special["half"], self.place):
            self.place += 1
            return value + 5
        digit = words.digits.get(char, int(char) if are_digits(char) else None)
        if digit is not None:
            self.place += 1
            value += digit
            if self._continues() or self._place_here() is not None:
                self.malformed = True
        return value

    def _coins(self, value: Fraction) -> Fraction | None:
        """元, 角 and 分 with their numbers; None when there is only one coin (500元 is a number and its unit)."""
        place, total, last, parts = self.place, Fraction(0), Fraction(2), 0
        amount: Fraction | None = value
        if self.text[place : place + 1] not in self.words.coins:
            return None
        while amount is not None:
            coin = self.words.coins.get(self.text[place : place + 1])
            if (
                coin is None
                or coin >= last
                or (self.words.unit_length(self.text, place) > 1 and parts == 0 and not self._whole_at(place + 1))
            ):
                break
            total, last, parts = total + amount * coin, coin, parts + 1
            place += 1
            zero = self.words.digits.get(self.text[place : place + 1]) == 0
            reader = _Reader(self.text, place + zero, self.words)
            amount = _whole(reader._number()) if self.text[place + zero : place + zero + 1] not in ("", "-") else None
            if amount is not None:
                behind = reader.place
                if self.text[behind : behind + 1] not in self.words.coins:
                    amount = self._loose_coin(amount, reader, last / 10 if zero else last)
                    if amount is None:
                        break
                    self.place = behind
                    return total + amount
                place = behind
        if parts == 0:
            return None
        whole = self._whole_at(place)
        if parts == 1 and not whole:
            return None
        self.place = place + whole
        return total

    def _loose_coin(self, amount: Fraction, reader: _Reader, last: Fraction) -> Fraction | None:
        """三块零四 is 3.04, 九毛九 0.99: the last coin is not named. Of digits (3元5) that is not known."""
        if not reader.spelt or not (0 < amount < 10) or amount.denominator != 1 or reader.vague:
            return None
        if self.words.unit_length(self.text, reader.place) or len(reader.items) > 1:
            return None
        return amount * last / 10

    def _whole_at(self, place: int) -> int:
        for word in self.words.special["whole"]:
            if self.text.startswith(word, place):
                longer = self.words.longest(self.text, place, 0)
                return 0 if longer is not None and longer[0] > len(word) else len(word)
        return 0

    def _made(self, value: Fraction, unit: str = "") -> Numeral:
        found = Numeral(
            self.place, None if self.malformed else value, self.digits if not self.spelt else "", self.spelt
        )
        found.unit, found.scale, found.power = unit, self.scale, self.power
        return found


def _whole(value: Fraction | str | None) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _value(items: list[_Item]) -> Fraction | None:
    """What digits and places say together; None when they are no number."""
    if all(kind == "digit" for kind, _ in items):
        return _in_digits([int(value) for _, value in items])
    if len(items) == 1 and items[0][0] == "number":
        return Fraction(items[0][1])
    total = _Sum()
    for index, (kind, value) in enumerate(items):
        behind = items[index + 1] if index + 1 < len(items) else None
        if not total.takes(kind, value, behind):
            return None
    return total.closed()


def _in_digits(digits: list[int]) -> Fraction | None:
    """二零二一: digit by digit, from three on; two (三五) or a run (一二三) are no number."""
    if len(digits) == 1:
        return Fraction(digits[0])
    if len(digits) == 2 or all(two == one + 1 for one, two in pairwise(digits)):
        return None
    return Fraction(int("".join(map(str, digits))))


class _Sum:
    """Adds digits and places up: places fall inside a section, 万 and 亿 multiply what stands before them."""

    def __init__(self) -> None:
        self.groups: list[tuple[Fraction, int]] = []
        self.section = Fraction(0)
        self.digit: Fraction | None = None
        self.arabic = self.zero = self.decimal = False
        self.place: int | None = None
        self.before = 0
        self.begun = False

    def takes(self, kind: str, value: int | Fraction, behind: _Item | None) -> bool:
        begun, self.begun = self.begun, True
        if kind in ("digit", "number"):
            if self.digit is not None:
                return False
            if kind == "digit" and value == 0:
                self.zero = True
                return True
            if kind == "number" and self.before == 1:
                return False
            if self.decimal:
                return False  # 10.1万零100
            self.digit, self.arabic = Fraction(value), kind == "number"
            self.decimal = self.digit.denominator != 1
            return True
        if kind == "tens":
            self.section += value
            self.place = self.before = 1
            return self.digit is None
        power = int(value)
        if not begun and power != 1 and (behind is None or behind[0] != "digit" or behind[1] == 0):
            return False
        taken = self._small(power, begun) if power < 4 else self._big(power, begun)
        self.before, self.zero = power, False
        return taken

    def _small(self, power: int, begun: bool) -> bool:
        digit = self.digit
        if digit is None:
            if begun and power != 1:
                return False
            digit = Fraction(1)
        if self.place is not None and power >= self.place:
            return False
        self.section += digit * 10**power
        self.digit, self.place = None, power
        return True

    def _big(self, power: int, begun: bool) -> bool:
        if self.arabic and self.digit is not None and self.before in (2, 3) and not self.zero:
            return False  # 8千3万
        own = self.section + (self._loose() if self.before in (2, 3) else self.digit or 0)
        below = [group for group in self.groups if group[1] < power]
        if not own and not below and self.digit is None:
            if self.groups and self.before == power == self.groups[-1][1]:
                value, _ = self.groups.pop()  # 四万万
                own = value
            elif begun:
                return False
            else:
                own = Fraction(1)
        del self.groups[len(self.groups) - len(below) :]
        self.groups.append(((own + sum(value for value, _ in below)) * 10**power, power))
        self.section, self.digit, self.place = Fraction(0), None, None
        return True

    def closed(self) -> Fraction | None:
        total = self.section + sum(value for value, _ in self.groups)
        if self.digit is None:
            return total
        if self.zero or self.before == 1:
            return None if self.arabic and self.before == 1 else total + self.digit
        if self.arabic:
            return (
                total + self.digit
                if 10 <= self.digit < 10**self.before and self.digit >= 10 ** (self.before - 1)
                else None
            )
        return total + self._loose()

    def _loose(self) -> Fraction:
        """The last digit: behind a place and no 零 it counts in the next smaller one (一万二 is 12000, 百二万 120万)."""
        if self.digit is None:
            return Fraction(0)
        if self.zero or self.arabic or self.before < 2:
            return self.digit
        return self.digit * Fraction(10) ** (self.before - 1)
