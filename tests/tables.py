"""Tables of questions as teachers have them: rows as CSV, as a workbook, as JSON lines."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

HEAD = ("question", "type", "option 1", "option 2", "option 3", "key", "explanation", "quote", "article", "tags")
PLANS = (
    "Who drew the plans of the bridge at Orrin?",
    "",
    "Tom Harrow",
    "Mara Voss",
    "The mayor of Orrin",
    "B",
    "Mara Voss, an engineer from the coast, drew the plans.",
    "Mara Voss, an engineer from the coast, drew the plans and chose the stone.",
    "",
    "bridges, people",
)
FLOOD = (
    "A flood carried one arch away in 1931.",
    "True or false",
    "",
    "",
    "",
    "true",
    "",
    "A flood carried one arch away in 1931.",
    "",
    "",
)
YEARS = (
    "How many years did building the bridge take?",
    "",
    "",
    "",
    "",
    "6",
    "The text gives the number of years.",
    "It took about six years.",
    "",
    "",
)
"""Its quote does not stand in the article."""
KEYLESS = ("Who was the last ferryman?", "", "Tom Harrow", "Mara Voss", "", "Anna", "", "", "", "")


def many(number: int) -> list[Sequence[str]]:
    """So many different questions that the bridge answers."""
    return [
        (f"Which engineer drew plan {n} of the bridge at Orrin?", *PLANS[1:9], f"set {n % 7}") for n in range(number)
    ]


def csv_file(
    rows: Sequence[Sequence[object]], *, head: Sequence[str] = HEAD, sign: str = ",", code: str = "utf-8"
) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=sign).writerows([head, *rows])
    return file.getvalue().encode(code)


def workbook(rows: Sequence[Sequence[object]], *, head: Sequence[str] = HEAD) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [head, *rows]:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
