"""What a run has seen: how much was compared, and what differs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from attrs import Factory, define

from tests.oracle.campaign.made import Made

__all__ = ["Tally", "told"]

SHOWN = 20


@define
class Tally:
    """Comparisons by kind, and the differences."""

    tried: int = 0
    by_what: Counter[str] = Factory(Counter)
    differences: list[str] = Factory(list)

    @property
    def compared(self) -> int:
        """How many comparisons there were."""
        return self.by_what.total()

    def hold(self, what: str, made: Made, wanted: object, found: object, of: object = "") -> None:
        """Count a comparison, and keep it where it fails; ``of`` tells what was compared."""
        self.by_what[what] += 1
        if wanted != found:
            case = json.dumps(made.document, ensure_ascii=False)
            said = f"{what}: wanted {wanted}, found {found} of {of} under {made.terms.told()} in {case}"
            self.differences.append(said)

    def add(self, other: Tally) -> None:
        """Put another run's beside these."""
        self.tried += other.tried
        self.by_what.update(other.by_what)
        self.differences.extend(other.differences)


def told(tally: Tally) -> Iterator[str]:
    """What a run has seen, for people."""
    kinds = ", ".join(f"{count} {what}" for what, count in sorted(tally.by_what.items()))
    yield f"{tally.tried} cases tried, {tally.compared} comparisons ({kinds}), {len(tally.differences)} differences"
    yield from tally.differences[:SHOWN]
