"""Grading a question anew after it was taken: what each policy makes of a response. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.core.grading import choices
from quizapp.core.items import ItemContent
from quizapp.core.text.folding import folded


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


def keeps_options(was: ItemContent, now: ItemContent) -> bool:
    """Whether each option of ``was`` is the same one in ``now``, if perhaps worded otherwise, so that responses keep their sense.

    Responses name options by their ids. Where the words of one stand under another id, the ids were given anew. Those
    of events and pairs follow the alphabet: of them one alone may be worded otherwise, or nobody can tell which is which.
    """
    before, after = ({option.id: folded(option.text) for option in content.options} for content in (was, now))
    if before.keys() != after.keys():
        return False
    changed = [option_id for option_id, words in before.items() if after[option_id] != words]
    if any(before[option_id] in after.values() for option_id in changed):
        return False
    return bool(choices(was)) or len(changed) <= 1
