"""Paragraphs that belong to the page rather than to the article: captions, "read more", notices."""

import re

_SHORT = 40
"""Words up to which a paragraph may be one; prose that merely begins so is longer."""
_BEGINS = re.compile(
    r"""(?:
        (?:read|see|find\s+out|learn|hear|watch|view|show|load)\s+(?:more|also|next|all)\b(?!\s+than)
      | (?:related|recommended|popular|trending|most\s+read|further)\s+(?:articles?|stories|content|topics?|reading|links?)\b
      | (?:advertisement|advertising|sponsored(?:\s+content)?)\b\s*:?\s*\Z
      | (?:share|tweet|print|email|e-mail|save|follow|like)\s+(?:this|us|on\s+(?:facebook|twitter|x))\b
      | (?:sign\s+up|subscribe|log\s+in|sign\s+in|register)\b.{0,60}\b(?:newsletter|email|account|free|now|here|today|to)\b
      | click\s+(?:here|on|to)\b
      | skip\s+to\b
      | (?:photo(?:graph)?|image|picture|illustration|video|graphic|caption|credit|photo\s+credit|figure\s+\d+|fig\.\s*\d+)
        (?:\s+by\b|\s+courtesy\b|\s*[:|©])
      | (?:copyright|©|\(c\))\s*(?:©\s*)?(?:\d{4}|by\b|the\b)
      | all\s+rights\s+reserved
      | (?:published|updated|last\s+(?:updated|modified)|posted)(?:\s+(?:on|at))?\s*:?\s+(?:\d|\w+\s+\d)
      | \d+\s+min(?:ute)?s?\s+read\b
      | (?:leave|post|add)\s+a\s+(?:comment|reply)\b
      | \d+\s+comments?\Z
      | (?:we\s+use|this\s+(?:site|website)\s+uses)\s+cookies\b
      | by\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3}\Z
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(r"(?:\bgetty(?:\s+images)?|\breuters|\bafp|\bcontinue\s+reading|\bread\s+more)\W*\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")


def is_leftover(paragraph: str) -> bool:
    """Whether a paragraph looks like a caption, an invitation or a notice of the page it stood on."""
    text = " ".join(paragraph.split())
    if not text or len(text.split()) > _SHORT:
        return False
    if _BEGINS.match(text):
        return True
    return " | " in text or (_ENDS.search(text) is not None and not _SENTENCE_END.search(text))
