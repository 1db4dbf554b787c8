"""Which characters are digits of a number: 0 to 9, and no others.

`str.isdecimal` takes the digits of every script (٥ is one), a regular expression that reads ASCII does not: what one part
of the reading took for a number, another could not read. Full-width digits have been folded before anybody asks.
"""

__all__ = ["are_digits"]


def are_digits(text: str) -> bool:
    """Whether the text is one or more of 0 to 9."""
    return text.isdecimal() and text.isascii()
