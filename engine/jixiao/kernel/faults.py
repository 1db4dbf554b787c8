"""What Python's readers and the system say of a fault, as words of ours: their own are in English alone."""

from __future__ import annotations

import ast
import re

from jixiao.kernel.words import Phrase, phrase

__all__ = ["syntax_fault", "system_fault"]

_SYNTAX = {
    # tomllib
    r"Invalid statement": "toml.statement",
    r"Expected newline or end of document after a statement": "toml.newline",
    r"Expected '=' after a key in a key/value pair": "toml.equals",
    r"Expected ']' at the end of a table declaration": "toml.table",
    r"Expected ']]' at the end of an array declaration": "toml.tables",
    r"Expected (?P<what>.+)": "toml.expected",
    r"Found invalid character (?P<what>.+)": "toml.character",
    r"Illegal character (?P<what>.+)": "toml.character",
    r"Cannot declare (?P<what>.+) twice": "toml.twice",
    r"Cannot overwrite a value": "toml.overwritten",
    r"Cannot (?:mutate immutable|redefine) namespace (?P<what>.+)": "toml.twice",
    r"Duplicate inline table key (?P<what>.+)": "toml.twice",
    r"Invalid initial character for a key part": "toml.key",
    r"Unclosed array": "toml.array",
    r"Unclosed inline table": "toml.inline",
    r"Unescaped '\\' in a string": "toml.backslash",
    r"Invalid hex value|Escaped character is not a Unicode scalar value": "toml.escape",
    r"Unterminated string(?: starting at)?": "syntax.string",
    r"Invalid date or datetime": "toml.date",
    r"Invalid value": "toml.value",
    # json
    r"Expecting value": "json.value",
    r"Expecting (?P<what>'.') delimiter": "toml.expected",
    r"Expecting property name enclosed in double quotes": "json.key",
    r"Illegal trailing comma before end of (?:object|array)": "json.comma",
    r"Extra data": "json.extra",
    r"Invalid control character(?: .*)?(?: at)?": "json.control",
    r"Invalid \\(?:escape|uXXXX escape).*": "toml.escape",
    r"(?P<what>-?\w+) is not a number": "json.number",
    r".*surrogates not allowed": "json.surrogate",
    r"Unexpected UTF-8 BOM.*": "json.mark",
    # both
    r"Exceeds the limit .*": "syntax.digits",
    r"maximum recursion depth exceeded.*": "syntax.depth",
}

_SYSTEM = {
    "EACCES": "system.denied",
    "EPERM": "system.denied",
    "ENOENT": "system.missing",
    "EISDIR": "system.folder",
    "ENOTDIR": "system.not_a_folder",
    "EEXIST": "system.exists",
    "ENOSPC": "system.full",
    "EDQUOT": "system.full",
    "EROFS": "system.read_only",
    "ENAMETOOLONG": "system.long_name",
    "EBUSY": "system.busy",
    "ETXTBSY": "system.busy",
    "EMFILE": "system.too_many",
    "EIO": "system.broken",
}


def syntax_fault(message: str) -> Phrase:
    """What ``tomllib`` or ``json`` said, its place cut off."""
    for pattern, key in _SYNTAX.items():
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return phrase(key, **{name: _plain(text) for name, text in found.groupdict().items()})
    return phrase("syntax.other")


def _plain(text: str) -> str:
    """A key that is told as Python writes a tuple or a string, as the file writes it."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    return ".".join(value) if isinstance(value, tuple) else str(value)


def system_fault(error: OSError) -> Phrase:
    """Why a file could not be read or written."""
    import errno

    code = error.errno or 0
    key = _SYSTEM.get(errno.errorcode.get(code, ""))
    return phrase("system.other", number=code or type(error).__name__) if key is None else phrase(key)
