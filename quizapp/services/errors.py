"""What can go wrong in a use case. ``web.errors`` turns each into a page; nothing was changed."""

from collections.abc import Mapping, Sequence


class QuizError(Exception):
    """Base of all of them. Its text is for the person in front of the page."""


class NotFound(QuizError):
    """There is no such thing, or it is somebody else's."""


class NotAllowed(QuizError):
    """It is there and known to be there, but not for this person."""


class Conflict(QuizError):
    """It cannot be done as things stand now: too late, or done already."""


class Invalid(QuizError):
    """What was given cannot be taken: one message or more for each field that is wrong."""

    def __init__(self, problems: Mapping[str, Sequence[str]]) -> None:
        """Keep ``problems``: messages by field name; ``""`` is the form as a whole."""
        self.problems = {field: list(messages) for field, messages in problems.items()}
        super().__init__(" ".join(message for messages in self.problems.values() for message in messages))


class TooManyTries(QuizError):
    """It was tried too often in too short a time."""

    def __init__(self, seconds: int) -> None:
        """``seconds`` from now it may be tried again."""
        self.seconds = seconds
        super().__init__(f"Wait {seconds} seconds, then try once more. Nothing you saved is lost.")
