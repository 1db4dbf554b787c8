"""The lexicon: every line's example is read as it says, its words do not get in each other's way, and its tokens are the grammar's."""

import random
import re
import tomllib

import pytest

from jixiao._resource import grammar_text
from jixiao.kernel.lexicon import compiled, examples, lexicon, merged
from jixiao.language.normal import normal
from jixiao.language.parse import parse_target
from jixiao.language.shape import parser, shape_of
from jixiao.language.tokens import Token, tokens
from jixiao.language.tree import parse_tree
from jixiao.language.vocabulary import Before, Vocabulary, vocabulary

TEXT = grammar_text("lexicon.toml")
WORDS = vocabulary()
SECTIONS = sorted({section for section, _, _ in examples(TEXT)})
DECLARED = sorted(
    set(re.findall(r"\b[A-Z_]{2,}\b", " ".join(re.findall(r"^%declare (.*)$", grammar_text("target.lark"), re.M))))
)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_line_has_an_example_that_is_read_as_it_says(section: str) -> None:
    wrong = {}
    for _, word, example in (line for line in examples(TEXT) if line[0] == section):
        cell, arrow, wanted = example.partition(" -> ")
        found = normal(parse_target(cell).meaning)
        if not arrow or not (found == wanted or (wanted == "level" and found.startswith("level "))):
            wrong[word] = (example, found)
    assert wrong == {}


def test_the_compiled_lexicon_is_that_of_the_file() -> None:
    assert lexicon() == compiled(TEXT)


def test_no_ordinary_word_hides_a_negated_comparison() -> None:
    """不高 would cut 不高于 in two, and 不超预算 would say nothing of its 不."""
    tables = lexicon()["tables"]
    ordinary = set(lexicon()["ordinary"])
    signs = {word for section in ("comparison", "reach", "change", "tail") for word in tables[section]}
    hidden = {
        (word, negator, sign)
        for word in ordinary
        for negator in tables["negator"]
        if word.startswith(negator) and (rest := word[len(negator) :])
        for sign in signs
        if (sign.startswith(rest) and sign != rest)
        or (rest.startswith(sign) and not any(rest.startswith(other) and len(other) > len(sign) for other in ordinary))
    }
    assert hidden == set()


def test_a_word_is_one_thing_at_one_place() -> None:
    """A later section would silently win: the same word may stand in two only where its place tells them apart."""
    tables = lexicon()["tables"]
    always = [
        "comparison",
        "negator",
        "reach",
        "change",
        "base",
        "each",
        "every",
        "date.other",
        "naming",
        "numeral.money",
        "unread",
    ]
    seen: dict[str, str] = {}
    twice = []
    for section in always:
        for word in tables[section]:
            if word in seen and {seen[word], section} != {"comparison", "naming"}:
                twice.append((word, seen[word], section))
            seen[word] = section
    assert twice == []
    assert set(lexicon()["ordinary"]) & (set(seen) - set(tables["naming"]) - set(tables["date.other"])) == set()


def test_units_stand_once_and_every_other_spelling_is_of_one_of_them() -> None:
    document = tomllib.loads(TEXT)["unit"]
    names = [word for table, lines in document.items() if table not in ("family", "same") for word in lines]
    assert len(names) == len(set(names))
    assert all(unit in lexicon()["units"] for unit in lexicon()["same"].values())


def test_the_tokens_of_the_lexicon_are_those_of_the_grammar() -> None:
    kinds = {kind for table in WORDS.signs for kind, _ in table.values()}
    assert kinds - {"EITHER"} <= set(DECLARED)  # 不到: COMPARE or TAIL
    grammar = "\n".join(
        line for line in grammar_text("target.lark").split("\n") if not line.startswith(("//", "%declare"))
    )
    used = set(re.findall(r"\b[A-Z_]{2,}\b", re.sub(r"//.*", "", grammar)))
    assert used == set(DECLARED)


def test_the_grammar_is_short_and_holds_no_pattern() -> None:
    text = grammar_text("target.lark")
    assert len(text.split("\n")) < 120
    assert '"' not in re.sub(r"//.*", "", text)
    assert "%ignore" not in text
    assert not re.search(r"^\s*[A-Z_]+(\.\d+)?\s*:", text, re.M)


def test_any_sequence_of_tokens_has_a_shape() -> None:
    drawn = random.Random(20)
    for _ in range(4000):
        types = tuple(drawn.choice(DECLARED) for _ in range(drawn.randint(0, 9)))
        shape = shape_of.__wrapped__(types)
        kept = [
            kind
            for kind in types
            if kind not in ("NUMBERED", "SEMICOLON", "COMMA", "PAUSE", "STOP", "NEW_LINE", "CIRCLED")
        ]
        assert sum(_covered(item) for _, items, _ in shape for item in items) == len(kept)


def _covered(item: object) -> int:
    if isinstance(item, int):
        return 1
    assert isinstance(item, tuple)
    return 1 if item[0] == "nothing" else item[2] - item[1]


def test_a_token_knows_its_place_and_covers_the_text() -> None:
    for cell in (
        "群众满意度不低于95%(含)以上",
        "每人每月500元,2021年12月底前",
        "≥100(万元)",
        "5(个)工作日",
        "[85%,95%)",
    ):
        place = 0
        for token in tokens(cell, WORDS):
            assert token.start_pos in (place, token.start_pos)
            assert cell[token.start_pos : token.end_pos]
            place = token.end_pos
        assert place == len(cell)


def test_a_ruleset_may_bring_its_own_words() -> None:
    own = Vocabulary(
        merged(
            lexicon(),
            {
                "unit": {"count": {"檐": ["thing", "3檐 -> quantity ? 3 檐"]}},
                "comparison": {"不劣于": [">=", "不劣于5% -> quantity >= 5 %"]},
                "ordinary": {"约": ["张约村", "张约村5个 -> quantity ? 5 个"]},
            },
        )
    )
    assert normal(parse_target("不劣于3檐", own).meaning) == "quantity >= 3 檐"
    assert normal(parse_target("张约村5个", own).meaning) == "quantity ? 5 个"
    assert normal(parse_target("不劣于3檐").meaning).startswith("level")


@pytest.mark.parametrize("document", [{"unit": 3}, {"comparison": {"超": ">"}}, {"comparison": {"超": []}}])
def test_what_is_no_lexicon_is_refused(document: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError)):
        merged(lexicon(), document)


def test_the_tree_shows_the_tokens_with_what_the_lexicon_says_of_them() -> None:
    told = parse_tree("不允许超过5%")
    assert "NOT        不允许  [negator]" in told
    assert "COMPARE    超过  [comparison] >" in told
    assert "UNIT       %  [unit.share] %" in told
    assert "quantity" in told
    told = parse_tree("签约5个工作日内,12月底前或50元/人")
    for line in (
        "WORDS      签约  [ordinary] 签约",
        "[unit.same] 工作日",
        "[tail] <=",
        "12月  = 12",
        "[date.end] before",
        "[unit.money] 元",
    ):
        assert line in told, line


def test_a_unit_counts_only_behind_a_number() -> None:
    assert WORDS.longest("个体", 0, Before.OPEN) is not None
    assert WORDS.longest("公里", 0, Before.OPEN) is None
    assert WORDS.longest("公里", 0, Before.NUMBER) == (2, ("UNIT", "公里"))


def test_lark_is_given_the_tokens() -> None:
    tree = parser().parse([Token("SIGN", "≥", 0, 1), Token("NUMBER", "95", 1, 3), Token("UNIT", "%", 3, 4)])  # type: ignore[arg-type]
    assert [child.data for child in tree.children[0].children] == ["quantity"]
