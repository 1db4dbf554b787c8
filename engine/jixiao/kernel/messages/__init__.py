"""The words of every diagnostic, Chinese and English: what is wrong, and how to mend it.

One module a layer (scoring has two), each a table of code -> :class:`Message`; the first digit tells the layer:
0 data files, 1 language, 2 case and scoring, 3 rules, 4 documents, 5 authoring, 6 columns, 7 command line.
"""

from __future__ import annotations

from attrs import frozen

from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.messages import audit, authoring, cli, data, documents, frame, language, rules, scoring
from jixiao.kernel.messages._table import Message

__all__ = ["CATALOGUE", "Message", "Rendered", "render"]

CATALOGUE: dict[str, Message] = {
    **data.MESSAGES,
    **language.MESSAGES,
    **scoring.MESSAGES,
    **audit.MESSAGES,
    **rules.MESSAGES,
    **documents.MESSAGES,
    **authoring.MESSAGES,
    **frame.MESSAGES,
    **cli.MESSAGES,
}


@frozen
class Rendered:
    """A diagnostic in words."""

    message: str
    help: str


def render(diagnostic: Diagnostic, lang: str = "zh") -> Rendered:
    """The diagnostic's words in ``lang`` ("zh" or "en"), its arguments put in."""
    message = CATALOGUE[diagnostic.code]
    args = dict(diagnostic.args)
    text, mend = (message.en, message.help_en) if lang == "en" else (message.zh, message.help_zh)
    return Rendered(text.format_map(args), mend.format_map(args))
