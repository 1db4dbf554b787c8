"""The general numeral, character by character: sign, whole part, decimals, places, fraction or tenths, coins."""

from __future__ import annotations

import re
from fractions import Fraction

from jixiao.language.digits import are_digits
from jixiao.language.numerals.money import coins_behind
from jixiao.language.numerals.numeral import MAX_DIGITS, Numeral, decimal
from jixiao.language.numerals.total import DigitOrPlace, total
from jixiao.language.vocabulary import Vocabulary

__all__ = ["SCALES", "NumeralReader"]

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_ODD_RUN = re.compile(r"[\d.,]*(?: [\d.,]+)*", re.ASCII)
_HALF = Fraction(1, 2)
_PER = {100: "%", 1000: "‰", 10_000: "‱"}
SCALES = {4: 10_000, 8: 100_000_000}
_MORE = frozenset(",. ")
"""What may stand inside a number of Arabic digits."""


def _too_long(end: int) -> Numeral:
    found = Numeral(end, None)
    found.problem = "too-long"
    return found


class NumeralReader:
    """Reads one numeral, in order: sign, whole part, decimals, places, fraction or tenths, coins."""

    def __init__(self, text: str, place: int, words: Vocabulary) -> None:
        self.text = text
        self.start = self.place = place
        self.words = words
        self.items: list[DigitOrPlace] = []
        self.vague = self.malformed = self.spelt = False
        self.digits = ""
        self.power = self.scale = 1

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

    def at(self, place: int) -> NumeralReader:
        """A reader of the numeral at another place of the text."""
        return NumeralReader(self.text, place, self.words)

    def whole(self) -> Fraction | None:
        """The number here without sign or fraction; None where its characters make none."""
        value = self._number()
        return value if isinstance(value, Fraction) else None

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
        value = total(self.items)
        if value is not None and (len(self.digits) > MAX_DIGITS or abs(value) >= 10**MAX_DIGITS):
            return "too-long"
        return value

    def _scales(self, power: int) -> None:
        if power == 1 or power >= 20:
            self.power = 1  # 十 is no place that a range shares
            return
        self.power *= 10**power
        self.scale = SCALES.get(power, 1)

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
            self.items.append(("number", decimal("0" + digits if digits[0] == "." else digits)))
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
        if len(digits) > MAX_DIGITS:
            self.digits = "9" * (MAX_DIGITS + 1)
            return Fraction(0)
        return Fraction(int(digits), 10 ** len(digits))

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
            inner = self.at(self.place)
            whole, below = below, inner.whole()
            self.place = inner.place
            if below is None and inner._bare_place():
                below = Fraction(10) ** int(inner.items[0][1])
        if not self._takes("of"):
            self.place = start
            return None
        if below is None and self._bare_place():
            below = Fraction(10) ** int(self.items[0][1])
        above = self.at(self.place)
        sign = above._signed()
        value = above.whole()
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
            coins = coins_behind(self, value)
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

    def _made(self, value: Fraction, unit: str = "") -> Numeral:
        found = Numeral(
            self.place, None if self.malformed else value, self.digits if not self.spelt else "", self.spelt
        )
        found.unit, found.scale, found.power = unit, self.scale, self.power
        return found
