"""Peak memory of ``jixiao batch``, from parquet to parquet, at two sizes: it must not grow with the rows.

python -m benchmarks.memory [ROWS]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.growth import write

_CHILD = """
import resource, sys
from jixiao.cli import main
sys.argv = ["jixiao", "batch", sys.argv[1], "-o", sys.argv[2], "--ruleset", "cn-2020-10"]
try:
    main()
finally:
    sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
"""


def main(count: int = 1_000_000) -> list[dict[str, Any]]:
    """Prints and gives the peak at a quarter of the rows and at all of them."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (count // 4, count):
            source, output = Path(folder) / "in.parquet", Path(folder) / f"out-{size}.parquet"
            write(source, size)
            run = subprocess.run(
                [sys.executable, "-c", _CHILD, str(source), str(output)],
                capture_output=True,
                text=True,
                check=True,
            )
            found.append({"rows": size, "megabytes": int(run.stderr.split()[-1])})
            sys.stdout.write(f"{size:>12,} rows {found[-1]['megabytes']:8,} MB peak\n")
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
