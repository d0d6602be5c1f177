"""What a register of 100,000 tenures costs: ``python tests/bench/register_lookup.py [ROWS]``."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from crossfact.register import Register, compiled
from crossfact.registry import Registry


def main(size: int) -> None:
    """Print the cost of loading the compiled form and of a look-up of a known and of an unknown name."""
    bundled = Register.load(Registry().register_packages()).tenures
    rows = [
        replace(row, person=f"{row.person} {number}", aliases=())
        for number in range(size // len(bundled) + 1)
        for row in bundled
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.bin"
        file.write_bytes(compiled.dump(Register(rows[:size])))
        started = time.perf_counter()
        register = compiled.restore(file.read_bytes())
        sys.stdout.write(f"load {size} rows: {(time.perf_counter() - started) * 1e3:.0f} ms\n")
    for words, name in (("known name", rows[size // 2].person), ("unknown name", "Quorlandt Vesk")):
        started = time.perf_counter()
        for _ in range(1000):
            register.look_up(name)
        sys.stdout.write(f"{words}: {(time.perf_counter() - started) * 1e3:.1f} µs\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
