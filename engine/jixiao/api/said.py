"""Values in words, in a language that there is a catalogue of."""

from __future__ import annotations

from jixiao.api.asked import language, one_of
from jixiao.explain import sentence
from jixiao.kernel import diagnostic as diagnostics
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Rendered, diagnose
from jixiao.kernel.words import DEFAULT
from jixiao.scoring.leaf import Leaf

__all__ = ["explanation", "render"]


def explanation(leaf: Leaf, lang: str = DEFAULT) -> str:
    """Why the leaf has its score, as one sentence that ends with the clause it rests on and how well that is known."""
    return sentence.explanation(one_of(leaf, Leaf, "leaf"), language(lang))


def render(diagnostic: Diagnostic, lang: str = DEFAULT) -> Rendered:
    """A diagnostic in words: ``message`` says what is wrong, ``help`` how to mend it (empty where nothing is to be done)."""
    found, lang = one_of(diagnostic, Diagnostic, "diagnostic"), language(lang)
    try:
        return diagnostics.render(found, lang)
    except KeyError:
        known = str(found.code)[:20]
        raise JixiaoError(diagnose("JX320", key="code", value=known, known="jixiao explain CODE")) from None
