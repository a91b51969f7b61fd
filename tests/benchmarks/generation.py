"""How fast the generator is, and whether cost grows with the words: ``python -m tests.benchmarks.generation``.

Warm words a second for growing articles beside the parser alone in the same run, then what a fresh
process needs for one short article: time and memory. Nothing here is asserted.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.core.generation.pipeline import generate
from tests.benchmarks.prose import prose
from tests.quality.timing import Spent, parse_only, timed

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 5_000, 20_000, 50_000)
SHORT = 300
COLD = """
import json, resource, time
begun = time.perf_counter()
from quizapp.core.generation.pipeline import generate
from tests.benchmarks.prose import prose
made = generate("An article", prose({words}))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({{"seconds": time.perf_counter() - begun, "cpu": time.process_time(), "peak": peak, "items": len(made.drafts)}}))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What an article of so many words took, and the parser alone; the best of all rounds."""

    words: int
    items: int
    whole: Spent
    floor: Spent

    @property
    def ratio(self) -> float:
        """The whole's processor time over the parser's."""
        return self.whole.cpu / self.floor.cpu


@dataclass(frozen=True, slots=True)
class Cold:
    """What a fresh process needed for one article: seconds with and without start, MiB at the peak."""

    total: float
    inside: float
    peak: float
    items: int


def measured(size: int, rounds: int = 1) -> Row:
    """The generator and the parser on an article of ``size`` words, each the best of ``rounds`` by processor time."""
    text = prose(size)
    made, whole = timed(lambda: generate("An article", text))
    _, floor = timed(lambda: parse_only(text))
    for _ in range(rounds - 1):
        whole = min(whole, timed(lambda: generate("An article", text))[1], key=lambda spent: spent.cpu)
        floor = min(floor, timed(lambda: parse_only(text))[1], key=lambda spent: spent.cpu)
    return Row(len(text.split()), len(made.drafts), whole, floor)


def cold(words: int = SHORT) -> Cold:
    """A fresh process that loads everything and makes one set."""
    command = [sys.executable, "-c", COLD.format(words=words)]
    done, spent = timed(
        lambda: subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    )
    told = json.loads(done.stdout)
    bytes_a_unit = 1 if sys.platform == "darwin" else 1024
    return Cold(spent.wall, told["seconds"], told["peak"] * bytes_a_unit / 2**20, told["items"])


def table(rows: Sequence[Row]) -> str:
    """Sizes, speeds and ratios; the last column is the cost per word beside that of the first row."""
    lines = ["  words  items  words/s  words/cpu s  parser/s  parser/cpu s  ratio  cost per word"]
    first = rows[0].whole.cpu / rows[0].words
    for row in rows:
        speeds = [row.words / seconds for seconds in (row.whole.wall, row.whole.cpu, row.floor.wall, row.floor.cpu)]
        relative = row.whole.cpu / row.words / first
        lines.append(
            f"{row.words:7,} {row.items:6} {speeds[0]:8,.0f} {speeds[1]:12,.0f} {speeds[2]:9,.0f} {speeds[3]:13,.0f}"
            f" {row.ratio:6.2f} {relative:14.2f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.generation", description=__doc__)
    options.add_argument("--rounds", type=int, default=2, help="the best of so many is told")
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="words of the articles")
    given = options.parse_args(arguments)
    generate("A warm start", prose(SHORT))
    sys.stdout.write(table([measured(size, given.rounds) for size in given.sizes]) + "\n\n")
    fresh = cold()
    sys.stdout.write(
        f"cold start: {fresh.total:.2f} s for a process that loads all and makes {fresh.items} questions on {SHORT} "
        f"words ({fresh.inside:.2f} s from its first import), at most {fresh.peak:.0f} MiB of memory\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
