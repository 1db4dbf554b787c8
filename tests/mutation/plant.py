"""The faults that can be planted in a module, each one small change of its text.

Left as they are: what a person reads beside the code (docstrings, the text of a TypeError or ValueError), what only a type checker reads
(annotations, ``assert``, ``cast``), decorators, imports and ``__all__``.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from attrs import evolve, frozen

__all__ = ["Mutant", "compiles", "mutants"]

_COMPARED = {
    ast.Lt: ("<", ("<=", ">=")), ast.LtE: ("<=", ("<", ">")), ast.Gt: (">", (">=", "<=")), ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)), ast.NotEq: ("!=", ("==",)), ast.Is: ("is", ("is not",)), ast.IsNot: ("is not", ("is",)),
    ast.In: ("in", ("not in",)), ast.NotIn: ("not in", ("in",)),
}  # fmt: skip
_RECKONED = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "+"), ast.Div: ("/", "*"), ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"), ast.Pow: ("**", "*"), ast.BitOr: ("|", "&"), ast.BitAnd: ("&", "|"), ast.LShift: ("<<", ">>"),
    ast.RShift: (">>", "<<"),
}  # fmt: skip
_OTHER_END = dict(pair for one, two in (
    ("min", "max"), ("any", "all"), ("startswith", "endswith"), ("lstrip", "rstrip"), ("removeprefix", "removesuffix"),
    ("find", "rfind"), ("partition", "rpartition"), ("upper", "lower"), ("bisect_left", "bisect_right"), ("split", "rsplit"),
) for pair in ((one, two), (two, one)))  # fmt: skip
_FOR_PROGRAMMERS = (
    "TypeError",
    "ValueError",
    "RuntimeError",
    "KeyError",
    "AssertionError",
    "IndexError",
    "AttributeError",
)

_Change = tuple[int, int, str]
"""Bytes from, to, and what stands there instead."""


@frozen
class Mutant:
    """One planted fault.

    ``function`` is the outermost function that it lies in, ``begins`` that one's first line; both empty where the
    fault is in what a module does when it is imported. ``lines`` are those of its statement, from and to.
    """

    file: str
    function: str
    begins: int
    lines: tuple[int, int]
    change: _Change
    minus: str
    plus: str
    nth: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from others however the rest of the file moves."""
        return self.file, self.function, self.minus, self.plus

    @property
    def id(self) -> str:
        """A short name for the command line."""
        return hashlib.sha256("\0".join((*self.key, str(self.nth))).encode()).hexdigest()[:8]

    def source(self, original: str) -> str:
        """The module's text with the fault in it."""
        return _changed(original.encode(), self.change).decode()

    def __str__(self) -> str:
        place = f"{self.file}:{self.lines[0]} {self.function}".rstrip()
        lines = [f"- {line}" for line in self.minus.split("\n")] + [f"+ {line}" for line in self.plus.split("\n")]
        return "\n    ".join((f"{self.id}  {place}", *lines))


def mutants(path: Path, file: str) -> list[Mutant]:
    """Every fault for the module at ``path``, named ``file``, in the order of the text."""
    found: dict[_Change, Mutant] = {}
    seen: dict[tuple[str, str, str, str], int] = {}
    for mutant in _Planter(path.read_text(encoding="utf-8"), file).planted():
        if mutant.change not in found:
            nth = seen.get(mutant.key, 0)
            seen[mutant.key] = nth + 1
            found[mutant.change] = evolve(mutant, nth=nth)
    return list(found.values())


def compiles(mutant: Mutant, original: str) -> bool:
    """Whether the text with the fault in it is Python."""
    try:
        compile(mutant.source(original), "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _changed(data: bytes, change: _Change) -> bytes:
    start, end, new = change
    return data[:start] + new.encode() + data[end:]


class _Planter:
    def __init__(self, text: str, file: str) -> None:
        self.data, self.file = text.encode(), file
        self.starts = [0]
        for line in self.data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.tree = ast.parse(text)

    def planted(self) -> Iterator[Mutant]:
        yield from self._body(self.tree.body, (), ("", 0))

    # -- statements

    def _body(self, body: Iterable[ast.stmt], names: tuple[str, ...], outer: tuple[str, int]) -> Iterator[Mutant]:
        for statement in body:
            match statement:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    yield from self._function(statement, names, outer)
                case ast.ClassDef():
                    yield from self._body(statement.body, (*names, statement.name), outer)
                case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assert() | ast.Import() | ast.ImportFrom():
                    pass
                case ast.Assign(targets=[ast.Name(id="__all__")]):
                    pass
                case _:
                    lines = self._header(statement)
                    for change in self._statement(statement, inside=bool(outer[0])):
                        yield self._mutant(change, lines, outer)
                    for inner in self._inner(statement):
                        yield from self._body(inner, names, outer)

    def _function(
        self, function: ast.FunctionDef | ast.AsyncFunctionDef, names: tuple[str, ...], outer: tuple[str, int]
    ) -> Iterator[Mutant]:
        begins = min((function.lineno, *(each.lineno for each in function.decorator_list)))
        own = outer if outer[0] else (".".join((*names, function.name)), begins)
        for default in (*function.args.defaults, *function.args.kw_defaults):
            if default is not None:
                for change in self._expression(default):
                    yield self._mutant(change, (default.lineno, default.end_lineno or default.lineno), outer)
        yield from self._body(function.body, (*names, function.name), own)

    def _header(self, statement: ast.stmt) -> tuple[int, int]:
        """The lines of a statement without what stands inside it."""
        first = next((each[0].lineno for each in self._inner(statement) if each), None)
        last = statement.end_lineno or statement.lineno
        return statement.lineno, last if first is None else max(statement.lineno, first - 1)

    @staticmethod
    def _inner(statement: ast.stmt) -> list[list[ast.stmt]]:
        bodies = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
        for handler in getattr(statement, "handlers", []):
            bodies.append(handler.body)
        for case in getattr(statement, "cases", []):
            bodies.append(case.body)
        return [body for body in bodies if body]

    def _statement(self, statement: ast.stmt, *, inside: bool) -> Iterator[_Change]:
        match statement:
            case ast.Expr(value=ast.Constant()):
                return
            case (
                ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom())
                | ast.Delete()
                | ast.AugAssign()
                | ast.Raise()
            ):
                yield self._to(statement, "pass")
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
                yield self._to(statement, "pass")
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value) if inside and not _is_none(value):
                yield self._to(value, "None")
            case ast.Return(value=ast.expr() as value) if not _is_none(value):
                yield self._to(value, "None")
            case ast.Break():
                yield self._to(statement, "continue")
            case ast.Continue():
                yield self._to(statement, "break")
            case ast.If(test=test):
                yield self._to(test, "False")
            case _:
                pass
        if isinstance(statement, ast.AugAssign) and type(statement.op) in _RECKONED:
            old, new = _RECKONED[type(statement.op)]
            yield from self._between(statement.target, statement.value, f"{old}=", f"{new}=")
        told = isinstance(statement, ast.Raise) and _is_for_programmers(statement.exc)
        for value in self._values(statement):
            for node, change in self._expressions(value):
                if not (told and isinstance(node, ast.Constant | ast.JoinedStr)):
                    yield change

    @staticmethod
    def _values(statement: ast.stmt) -> Iterator[ast.expr]:
        """The expressions that belong to the statement itself."""
        for name, field in ast.iter_fields(statement):
            if name in ("annotation", "targets", "target", "body", "orelse", "finalbody", "handlers"):
                continue
            for each in field if isinstance(field, list) else [field]:
                if isinstance(each, ast.expr):
                    yield each
                elif isinstance(each, ast.withitem):
                    yield each.context_expr
                elif isinstance(each, ast.match_case) and each.guard is not None:
                    yield each.guard

    # -- expressions

    def _expression(self, top: ast.expr) -> Iterator[_Change]:
        yield from (change for _, change in self._expressions(top))

    def _expressions(self, top: ast.AST) -> Iterator[tuple[ast.AST, _Change]]:
        for change in self._here(top):
            yield top, change
        if isinstance(top, ast.JoinedStr):
            return
        for child in ast.iter_child_nodes(top):
            if (
                isinstance(top, ast.Call)
                and isinstance(top.func, ast.Name)
                and top.func.id == "cast"
                and child is top.args[0]
            ):
                continue
            yield from self._expressions(child)

    def _here(self, node: ast.AST) -> Iterator[_Change]:
        match node:
            case ast.Compare(left=left, ops=ops, comparators=right):
                for op, (one, two) in zip(ops, pairwise((left, *right)), strict=True):
                    old, others = _COMPARED[type(op)]
                    for new in others:
                        yield from self._between(one, two, old, new)
            case ast.BoolOp(op=op, values=values):
                old, new = ("and", "or") if isinstance(op, ast.And) else ("or", "and")
                for one, two in pairwise(values):
                    yield from self._between(one, two, old, new)
                for index in range(len(values)):
                    rest = [*values[:index], *values[index + 1 :]]
                    yield self._as(node, rest[0] if len(rest) == 1 else ast.BoolOp(op, rest))
            case ast.BinOp(left=one, op=op, right=two) if type(op) in _RECKONED:
                yield from self._between(one, two, *_RECKONED[type(op)])
            case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
                yield self._as(node, operand)
            case ast.Constant(value=bool() as value):
                yield self._to(node, str(not value))
            case ast.Constant(value=int() as value):
                yield self._to(node, str(value + 1))
                if value > 0:
                    yield self._to(node, str(value - 1))
            case ast.Constant(value=str() as value):
                yield self._to(node, repr("XX" + value))
            case ast.JoinedStr(values=values):
                yield self._as(node, ast.JoinedStr([ast.Constant("XX"), *values]))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                yield self._as(node, ast.IfExp(test, orelse, body))
            case ast.Call():
                yield from self._call(node)
            case ast.Slice(lower=lower, upper=upper):
                if lower is not None:
                    yield self._to(node, ast.unparse(ast.Slice(None, upper, node.step)))
                if upper is not None:
                    yield self._to(node, ast.unparse(ast.Slice(lower, None, node.step)))
            case ast.comprehension(ifs=ifs):
                for each in ifs:
                    yield self._to(each, "True")
            case _:
                pass

    def _call(self, node: ast.Call) -> Iterator[_Change]:
        count = len(node.args) + len(node.keywords)
        for index, argument in enumerate(node.args):
            rest = [*node.args[:index], *node.args[index + 1 :]]
            if count > 1:
                yield self._as(node, ast.Call(node.func, rest, node.keywords))
            elif not _is_none(argument) and not isinstance(argument, ast.Starred | ast.GeneratorExp):
                yield self._to(argument, "None")
        for index in range(len(node.keywords)):
            yield self._as(node, ast.Call(node.func, node.args, [*node.keywords[:index], *node.keywords[index + 1 :]]))
        match node.func:
            case ast.Name(id=name) if name in _OTHER_END:
                yield self._to(node.func, _OTHER_END[name])
            case ast.Name(id="sorted"):
                yield self._as(node, ast.Call(ast.Name("list"), node.args[:1], []))
            case ast.Attribute(value=value, attr=name) if name in _OTHER_END:
                yield self._as(node.func, ast.Attribute(value, _OTHER_END[name]))
            case _:
                pass

    # -- text

    def _at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column

    def _range(self, node: ast.AST) -> tuple[int, int]:
        place = (getattr(node, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"))
        line, column, last, end = place
        return self._at(line, column), self._at(last, end)

    def _to(self, node: ast.AST, new: str) -> _Change:
        return (*self._range(node), new)

    def _as(self, node: ast.AST, new: ast.expr) -> _Change:
        text = ast.unparse(new)
        plain = isinstance(new, ast.Call | ast.Name | ast.Attribute | ast.Constant | ast.JoinedStr | ast.Subscript)
        return self._to(node, text if plain else f"({text})")

    def _between(self, one: ast.expr, two: ast.expr, old: str, new: str) -> Iterator[_Change]:
        """The sign between two operands."""
        start, end = self._range(one)[1], self._range(two)[0]
        at = self.data.find(old.encode(), start, end)
        if at >= 0:
            yield at, at + len(old.encode()), new

    def _mutant(self, change: _Change, lines: tuple[int, int], outer: tuple[str, int]) -> Mutant:
        start, end, new = change
        first = self.data.rfind(b"\n", 0, start) + 1
        last = self.data.find(b"\n", end)
        last = len(self.data) if last < 0 else last
        minus = self.data[first:last].decode()
        plus = (self.data[first:start] + new.encode() + self.data[end:last]).decode()
        return Mutant(self.file, *outer, lines, change, _trimmed(minus), _trimmed(plus))


def _trimmed(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_for_programmers(raised: ast.expr | None) -> bool:
    return isinstance(raised, ast.Call) and isinstance(raised.func, ast.Name) and raised.func.id in _FOR_PROGRAMMERS
