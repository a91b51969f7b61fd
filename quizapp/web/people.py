"""The pages of whoever manages people: accounts, invitations and roles; nothing of anybody's work."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.services import people
from quizapp.services.errors import Invalid
from quizapp.web.access import admin_id
from quizapp.web.forms.people import FindForm, InviteForm
from quizapp.web.forms.personal_data import EraseForm
from quizapp.web.pages import put_problems

pages = Blueprint("people", __name__, url_prefix="/people")
ROLE_WORDS = {"teacher": "Teacher", "admin": "Manages people"}


def _list_page(form: InviteForm) -> str:
    find = FindForm(request.args)
    found, number = people.accounts((find.q.data or "")[:80].strip(), find.role.data or "")
    return render_template(
        "people/index.html", accounts=found, number=number, find=find, form=form, role_words=ROLE_WORDS
    )


@pages.get("")
def index() -> str:
    """All accounts, or those that were looked for."""
    return _list_page(InviteForm(formdata=None))


def _hand_out(invitation: people.Invitation) -> Response:
    """Show the link once: it is kept nowhere."""
    address = url_for("accounts.welcome", token=invitation.token, _external=True)
    sent = "It was sent by email too. " if people.send_link(invitation, address) else ""
    flash(
        f"Give this link to {invitation.email}. {sent}It works once, within seven days, and is not shown again.", "done"
    )
    flash(address, "link")
    return redirect(url_for("people.show", user_id=invitation.user_id), 303)


@pages.post("")
def invite() -> Response | tuple[str, int]:
    """Invite a teacher, or somebody else who manages people."""
    form = InviteForm()
    try:
        invitation = people.invite(
            form.email.data or "", form.name.data or "", form.role.data or "", admin_id=admin_id()
        )
    except Invalid as error:
        put_problems(form, error)
        return _list_page(form), 422
    return _hand_out(invitation)


def _page(user_id: int, form: EraseForm) -> str:
    account = people.account(user_id)
    return render_template("people/show.html", account=account, form=form, is_self=user_id == admin_id())


@pages.get("/<int:user_id>")
def show(user_id: int) -> str:
    """One account."""
    return _page(user_id, EraseForm())


@pages.post("/<int:user_id>/link")
def renew_link(user_id: int) -> Response:
    """Another link for an invitation that was not used."""
    return _hand_out(people.renew_link(user_id, admin_id=admin_id()))


@pages.post("/<int:user_id>/role")
def change_role(user_id: int) -> Response | tuple[str, int]:
    """Give or take a role."""
    try:
        role, has = request.form.get("role", ""), request.form.get("has") == "yes"
        people.set_role(user_id, role, has=has, admin_id=admin_id())
    except Invalid as error:
        form = EraseForm()
        put_problems(form, error)
        return _page(user_id, form), 422
    return _done(user_id)


@pages.post("/<int:user_id>/active")
def change_active(user_id: int) -> Response:
    """Let somebody sign in, or no longer."""
    people.set_active(user_id, active=request.form.get("active") == "yes", admin_id=admin_id())
    return _done(user_id)


def _done(user_id: int) -> Response:
    flash("Kept.", "done")
    return redirect(url_for("people.show", user_id=user_id), 303)


@pages.post("/<int:user_id>/erase")
def erase(user_id: int) -> Response | tuple[str, int]:
    """Erase a student."""
    form = EraseForm()
    try:
        form.refuse_unsure()
    except Invalid as error:
        put_problems(form, error)
        return _page(user_id, form), 422
    people.erase(user_id, admin_id=admin_id())
    flash("Erased. The results stay, without the name.", "done")
    return redirect(url_for("people.index"), 303)
