"""From ten thousand rows to ten million, streamed from parquet: time a row and peak memory, each size in a process of its own.

    python -m benchmarks.growth [LARGEST]       (a million unless said; 10000000 takes a minute)

What is timed is reading, scoring and rolling up, batch by batch; nothing is kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.columns import INDICATORS, rows

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_PROJECTS = 25_000

_CHILD = """
import json, resource, sys, time
from pathlib import Path
from jixiao.frame import score_and_roll_up
from jixiao.frame.stream import open_source, whole_projects
from jixiao.rules.find import load_ruleset

ruleset = load_ruleset("cn-2020-10")
source = open_source(Path(sys.argv[1]))
first = next(whole_projects(source.batches()))
score_and_roll_up(first, ruleset)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began, done = time.perf_counter(), 0
for batch in whole_projects(source.batches()):
    result, rolled = score_and_roll_up(batch, ruleset)
    done += result.num_rows
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"rows": done, "seconds": seconds, "megabytes": peak / 1024}))
"""


def write(path: Path, count: int) -> None:
    """So many rows, written a stretch at a time."""
    writer = None
    for first in range(0, count // len(INDICATORS), _PROJECTS):
        projects = min(_PROJECTS, count // len(INDICATORS) - first)
        table = pa.Table.from_batches([rows(projects, seed=first, first=first)[0]])
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    if writer is not None:
        writer.close()


def main(largest: int = 1_000_000) -> list[dict[str, Any]]:
    """Prints and gives a row for each size; ratio: time a row over that at a million rows (linear: about 1)."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (each for each in SIZES if each <= largest):
            path = Path(folder) / f"{size}.parquet"
            write(path, size)
            run = subprocess.run([sys.executable, "-c", _CHILD, str(path)], capture_output=True, text=True, check=True)
            found.append(json.loads(run.stdout))
            path.unlink()
    base = next((row for row in found if row["rows"] == 1_000_000), found[-1])
    for row in found:
        row["ratio"] = (row["seconds"] / row["rows"]) / (base["seconds"] / base["rows"])
        speed = row["rows"] / row["seconds"]
        sys.stdout.write(
            f"{row['rows']:>12,} rows {row['seconds']:8.3f} s {speed:12,.0f} rows/s"
            f" {row['ratio']:6.2f} x a row {row['megabytes']:8,.0f} MB peak\n"
        )
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
