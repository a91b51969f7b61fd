"""Measure the generator over a folder of texts: ``python -m tests.quality.report [FOLDER] [--json] [--seed N]``.

A text is a ``.txt`` file: its title, a blank line, its paragraphs. Where people wrote questions on
it, they lie beside it as ``.qa.json``. Without a folder the shared texts beside the checkout are
taken where there are any, else those of the tests.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quizapp.core.generation.pipeline import generate
from tests.quality.articles import OWN, SHARED, Article, read_articles
from tests.quality.measures import Measured, Summary, measure, summarize
from tests.quality.sanity import faults_of_set
from tests.quality.timing import NOTHING, Spent, generate_and_parse

BAR = 0.4
"""The share of our answers that people should have asked about, too."""
WARM = "Orrin lies on the river Sale in Norway. Mara Voss founded the museum of Orrin in 1911."


@dataclass(frozen=True, slots=True)
class Report:
    """What a run measured. ``faults`` holds what no question may show, by text."""

    sets: Sequence[Measured]
    summary: Summary
    faults: Mapping[str, Sequence[str]]
    whole: Spent
    floor: Spent

    @property
    def speed(self) -> dict[str, float]:
        """Words a second by processor time and on the clock, of the whole run and of the parser alone."""
        words, least = self.summary.words, 1e-9
        return {
            "words_per_cpu_second": round(words / max(self.whole.cpu, least)),
            "words_per_second": round(words / max(self.whole.wall, least)),
            "parser_words_per_cpu_second": round(words / max(self.floor.cpu, least)),
            "parser_words_per_second": round(words / max(self.floor.wall, least)),
            "cpu_ratio": round(self.whole.cpu / max(self.floor.cpu, least), 2),
            "wall_ratio": round(self.whole.wall / max(self.floor.wall, least), 2),
        }


def run(articles: Sequence[Article], seed: int = 0) -> Report:
    """Make a set of every article and measure it; the parser is loaded and warm before the clock runs."""
    generate("Orrin", WARM)
    sets: list[Measured] = []
    faults: dict[str, list[str]] = {}
    whole = floor = NOTHING
    for article in articles:
        made, took, parsing = generate_and_parse(article, seed)
        whole, floor = whole + took, floor + parsing
        sets.append(measure(article, made))
        found = faults_of_set(made, article.text)
        if found:
            faults[article.name] = found
    return Report(sets, summarize(sets), faults, whole, floor)


def as_json(report: Report) -> str:
    """The report as one JSON object: texts, summary, speed, faults."""
    return json.dumps(
        {
            "texts": [asdict(one) | {"several_kinds": one.several_kinds} for one in report.sets],
            "summary": asdict(report.summary),
            "speed": report.speed,
            "faults": report.faults,
        },
        ensure_ascii=False,
        indent=1,
    )


def as_text(report: Report) -> str:
    """The report to read on a terminal."""
    parts = [_table(report.sets), _sets(report.summary), _balance(report.summary), _people(report.summary)]
    parts += [_speed(report.speed), _faults(report.faults)]
    return "\n\n".join(part for part in parts if part)


def _table(sets: Sequence[Measured]) -> str:
    lines = [f"{'text':44} {'words':>6} {'items':>5} {'facts':>5} {'asked':>5} {'halves':>6}  kinds"]
    for one in sets:
        halves = "both" if one.both_halves else "-"
        row = f"{one.name[:44]:44} {one.words:6} {one.items:5} {one.facts:5} {one.covered:5} {halves:>6}"
        lines.append(f"{row}  {counts(one.kinds)}")
        if one.reason:
            lines.append(f"    reason: {one.reason}")
    return "\n".join(lines)


def _sets(all_: Summary) -> str:
    long = (
        f"of {all_.long_texts} texts of 600 words and more: with ten items {percent(all_.with_ten)}, "
        f"with six {percent(all_.with_six)}, with three kinds and none above 60 % {percent(all_.with_several_kinds)}, "
        f"asked about in both halves {percent(all_.both_halves)}"
    )
    facts = f"facts: {all_.facts} found, {all_.covered} asked, {all_.twice} asked twice, {all_.not_asked} not asked"
    return "\n".join(
        [
            f"{all_.texts} texts, {all_.words} words, {all_.items} items, {all_.items_per_text} a text",
            f"kinds: {counts(all_.kinds)}",
            long,
            f"{facts}; {percent(all_.paragraphs_asked)} of paragraphs asked about",
            f"dropped: {counts(all_.dropped)}",
        ]
    )


def _balance(all_: Summary) -> str:
    statements = all_.true + all_.false
    true = percent(all_.true / statements) if statements else "-"
    return (
        f"statements: {all_.true} true, {all_.false} false ({true} true); key positions: {counts(all_.key_positions)}"
    )


def _people(all_: Summary) -> str:
    if not all_.compared:
        return ""
    return (
        f"of {all_.compared} answers on texts with questions by people, {percent(all_.asked_by_people)} "
        f"were asked about by people, too (bar: above {percent(BAR)})"
    )


def _speed(speed: Mapping[str, float]) -> str:
    return (
        f"speed: {speed['words_per_second']:.0f} words/s on the clock, {speed['words_per_cpu_second']:.0f} by processor "
        f"time; parser alone {speed['parser_words_per_second']:.0f} and {speed['parser_words_per_cpu_second']:.0f}; "
        f"whole to parser {speed['wall_ratio']} and {speed['cpu_ratio']}"
    )


def _faults(faults: Mapping[str, Sequence[str]]) -> str:
    if not faults:
        return "no faults that a program can see"
    return "\n".join(["faults:", *(f"  {name}: {fault}" for name, found in faults.items() for fault in found)])


def counts(of: Mapping[str, int]) -> str:
    """Counts on one line."""
    return ", ".join(f"{name} {number}" for name, number in of.items()) or "none"


def percent(share: float | None) -> str:
    """A share as a percentage, a dash for none."""
    return "-" if share is None else f"{100 * share:.0f} %"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a folder and print the report; 2 where there is nothing to measure."""
    options: Any = argparse.ArgumentParser(prog="python -m tests.quality.report", description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=SHARED if SHARED.is_dir() else OWN)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args(arguments)
    articles = read_articles(given.folder)
    if not articles:
        sys.stderr.write(f"There are no .txt files in {given.folder}.\n")
        return 2
    report = run(articles, given.seed)
    sys.stdout.write((as_json(report) if given.json else as_text(report)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
