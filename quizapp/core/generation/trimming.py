"""Cutting a sentence down to its main claim: what only adds to it is left out, token by token."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CONNECTIVES = frozenset(
    [
        "but",
        "and",
        "yet",
        "so",
        "however",
        "therefore",
        "thus",
        "moreover",
        "furthermore",
        "nevertheless",
        "also",
        "then",
        "meanwhile",
        "besides",
        "indeed",
        "instead",
        "still",
        "consequently",
        "hence",
        "additionally",
        "similarly",
        "likewise",
        "otherwise",
        "finally",
        "overall",
    ]
)
_SUBJECTS = {"nsubj", "nsubjpass"}
_COMMAS = {",", "–", "—", "-", "--"}


def _span_of(token: "Token") -> set[int]:
    return {t.i for t in token.subtree}


def _leading(span: "Span") -> set[int]:
    """Connectives at the beginning, with their comma."""
    cut: set[int] = set()
    for token in span:
        if token.lower_ in CONNECTIVES or (cut and token.text == ","):
            cut.add(token.i)
        else:
            break
    return cut


def _brackets(span: "Span") -> set[int]:
    cut: set[int] = set()
    depth = 0
    for token in span:
        depth += token.text in {"(", "["}
        if depth:
            cut.add(token.i)
        depth -= token.text in {")", "]"} and depth > 0
    return cut


_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


def _weekdays(span: "Span") -> set[int]:
    """The day in "on Monday": true, but it says nothing to somebody who reads the question alone."""
    cut: set[int] = set()
    for token in span:
        if token.lower_ not in _WEEKDAYS or list(token.children):
            continue
        if token.dep_ == "npadvmod":
            cut.add(token.i)
        elif token.dep_ == "pobj" and token.head.lower_ == "on":
            cut |= {token.i, token.head.i}
    return cut


def quoted_tokens(span: "Span") -> set[int]:
    """Indices of the tokens between quotation marks, the marks among them."""
    inside: set[int] = set()
    depth = 0
    for token in span:
        depth += token.text == "“"
        if depth:
            inside.add(token.i)
        depth -= token.text == "”" and depth > 0
    return inside


def _after_semicolon(span: "Span") -> set[int]:
    at = next((token.i for token in span if token.text == ";"), None)
    return set() if at is None else set(range(at, span.end - 1))


def _adds_only(token: "Token") -> bool:
    """Whether a token heads something that only adds: a non-restrictive relative, an apposition, a participle."""
    begin = token.left_edge.i
    if begin == token.sent.start or token.doc[begin - 1].text not in _COMMAS:
        return False
    if token.dep_ == "relcl":
        return True
    if token.dep_ == "appos":
        return not any(child.dep_ == "cc" for child in token.head.children)
    return token.dep_ in {"advcl", "acl"} and token.tag_ in {"VBG", "VBN"} and token.i > token.head.i


def _second_clause(token: "Token") -> bool:
    """Whether a token heads a coordinated clause with a subject of its own."""
    return (
        token.dep_ in {"conj", "ccomp"}
        and token.pos_ in {"VERB", "AUX"}
        and token.head == token.sent.root
        and token.i > token.head.i
        and token.dep_ == "conj"
        and any(child.dep_ in _SUBJECTS for child in token.children)
    )


def _with_joint(cut: set[int], span: "Span") -> set[int]:
    """A cut with the comma or "and" that joined it on, and the comma that closed it."""
    doc, first, last = span.doc, min(cut), max(cut)
    wider = set(cut)
    while first - 1 >= span.start and (doc[first - 1].text in _COMMAS or doc[first - 1].dep_ == "cc"):
        first -= 1
        wider.add(first)
    if last + 1 < span.end and doc[last + 1].text in _COMMAS:
        wider.add(last + 1)
    return wider


def kept_tokens(span: "Span") -> list["Token"]:
    """The tokens of the main claim, in order; the end mark stays."""
    cut = _leading(span) | _brackets(span) | _after_semicolon(span) | _weekdays(span)
    for token in span:
        if token.i in cut:
            continue
        if _adds_only(token) or _second_clause(token):
            cut |= _with_joint(_span_of(token), span)
    return [token for token in span if token.i not in cut or _ends(token, span)]


def _ends(token: "Token", span: "Span") -> bool:
    """Whether a token is the full stop of its sentence."""
    return token.text == "." and all(after.is_space for after in span.doc[token.i + 1 : span.end])
