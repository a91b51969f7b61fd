"""Gaps in a stem: five underscores where words are left out."""

import re

GAP = re.compile(r"_{3,}")
BLANK = "_____"
