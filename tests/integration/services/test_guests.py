"""Resume codes: random, easy to copy, one for each guest, and slow to guess."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from quizapp.extensions import db
from quizapp.models.users import Guest
from quizapp.services import guests, sign_in_guard
from quizapp.services.codes import TYPED_SIGNS
from quizapp.services.errors import Invalid, TooManyTries
from tests.samples import make_guest

pytestmark = pytest.mark.usefixtures("app")


def public_id(taker: guests.Taker) -> str:
    return db.session.scalars(select(Guest.public_id).where(Guest.id == taker.guest_id)).one()


def test_every_guest_has_a_code_of_their_own_without_look_alikes() -> None:
    codes = {make_guest(f"Mia {number}").resume_code or "" for number in range(30)}
    assert len(codes) == 30
    assert set("".join(codes)) <= set(TYPED_SIGNS) | {"-"}
    assert not set(TYPED_SIGNS) & set("ILO01S5Z2")
    assert {len(code) for code in codes} == {9}


def test_a_code_leads_to_its_guest_however_it_is_typed() -> None:
    mia, _ben = make_guest("Mia"), make_guest("Ben")
    code = mia.resume_code or ""
    for typed in (code, code.lower(), code.replace("-", " "), f"  {code.replace('-', '')}  "):
        assert guests.resume(typed, "192.0.2.1") == public_id(mia)


@pytest.mark.parametrize("typed", ["", "-", "ABCD-EFGH", "ABCD-EFGHJ", "' OR 1=1 --", "🙂" * 8, "A" * 10_000])
def test_a_wrong_code_says_the_same_whatever_is_wrong_with_it(typed: str) -> None:
    make_guest()
    with pytest.raises(Invalid, match="leads nowhere"):
        guests.resume(typed, "192.0.2.1")


def test_guessing_has_to_wait_but_only_where_it_comes_from() -> None:
    mia = make_guest()
    for number in range(sign_in_guard.TRIES_PER_ORIGIN):
        with pytest.raises(Invalid):
            guests.resume(f"wrong{number}", "192.0.2.1")
    with pytest.raises(TooManyTries):
        guests.resume(mia.resume_code or "", "192.0.2.1")
    assert guests.resume(mia.resume_code or "", "192.0.2.2") == public_id(mia)
    sign_in_guard.check("somebody@example.org", "192.0.2.1")  # signing in from there does not have to wait


def test_a_guest_of_before_gets_a_code_once() -> None:
    taker = make_guest()
    db.session.execute(update(Guest).values(resume_code=None))
    db.session.commit()
    old = guests.guest_taker(public_id(taker))
    assert old is not None
    assert old.resume_code is None
    guests.ensure_code(old)
    first = guests.guest_taker(public_id(taker))
    assert first is not None
    assert first.resume_code
    guests.ensure_code(old)
    assert guests.guest_taker(public_id(taker)) == first


def test_a_code_somebody_has_is_not_given_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert app
    signs = iter("A" * 8 + "A" * 8 + "B" * 8)
    monkeypatch.setattr("secrets.choice", lambda _signs: next(signs))
    assert (make_guest("Mia").resume_code, make_guest("Ben").resume_code) == ("AAAA-AAAA", "BBBB-BBBB")


def test_a_code_does_not_stand_in_what_is_written_of_a_guest() -> None:
    taker = make_guest()
    assert taker.resume_code
    assert taker.resume_code not in repr(taker)
