"""Grading a question anew after it was taken: what each policy makes of a response. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Policy(StrEnum):
    """What a teacher decides about a question."""

    KEY = "key"
    """Graded with the key of the named version, whether marks rise or fall."""
    KEY_HELPS = "key_helps"
    """Right by the key that was asked or by the new one: nobody loses marks."""
    FULL = "full"
    """Full marks for everybody, whatever was answered."""
    LEFT_OUT = "left_out"
    """Counts for nobody: its marks can be neither earned nor missed."""
    LEFT_OUT_HELPS = "left_out_helps"
    """Left out only of the results that rise by it; the others keep their marks.

    Judged by the other questions as they count when it is decided: a later decision about one of them does not judge it anew.
    """

    @property
    def is_void(self) -> bool:
        """Whether the question itself is given up, so that no other key is needed."""
        return self not in {Policy.KEY, Policy.KEY_HELPS}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question counts for one attempt."""

    score: float
    """0 to 1."""
    is_left_out: bool = False


def outcome(policy: Policy, *, asked: float, keyed: float, rest: tuple[float, float]) -> Outcome:
    """What a question counts under a policy.

    ``asked`` is the score by the version that was asked, ``keyed`` by the version whose key holds; ``rest`` are the
    marks earned and possible in the other questions of the attempt. It depends on nothing else, so that deciding the same
    twice changes nothing, and a later decision takes the place of an earlier one.
    """
    if policy is Policy.FULL:
        return Outcome(1.0)
    if policy is Policy.KEY_HELPS:
        return Outcome(max(asked, keyed))
    if policy is Policy.LEFT_OUT:
        return Outcome(keyed, is_left_out=True)
    if policy is Policy.LEFT_OUT_HELPS:
        earned, possible = rest
        return Outcome(keyed, is_left_out=possible > 0 and keyed < earned / possible - 1e-9)
    return Outcome(keyed)
