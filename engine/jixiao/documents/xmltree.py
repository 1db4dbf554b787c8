"""XML of office files by the standard library: no entities, names without their namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from jixiao.documents.limits import refuse_entities
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.words import phrase

__all__ = ["Element", "attribute", "children", "local", "parse"]


def parse(xml: bytes) -> Element:
    """The root of a document. Raises JixiaoError: JX403 damaged, JX406 entities."""
    refuse_entities(xml)
    try:
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.xml"))) from None


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without a namespace: strict and transitional files differ in nothing else."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def children(element: Element, *names: str) -> Iterator[Element]:
    """Direct children of these names."""
    for child in element:
        if local(child) in names:
            yield child
