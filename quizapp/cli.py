"""The command ``quizapp``: serve, work, migrate, make teachers, import, generate, look after it."""

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


def _app() -> "Flask":
    from quizapp import create_app
    from quizapp.config import ConfigError

    try:
        return create_app()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quizapp")
def main() -> None:
    """Quizapp turns an article into questions whose answers are proven by an exact passage."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535), help="Port.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Threads in each.")
@click.option("--with-worker", is_flag=True, help="Start the background worker too, and end it too.")
def serve(host: str, port: int, workers: int, threads: int, *, with_worker: bool) -> None:
    """Start the web server and print its address."""
    from quizapp import server

    try:
        server.check_port(host, port)
    except OSError as error:
        raise click.ClickException(f"Port {port} is taken. Choose another: PORT=9000 make run") from error
    app = _app()
    _announce(app, host, port)
    server.serve(host=host, port=port, workers=workers, threads=threads, with_worker=with_worker)


def _announce(app: "Flask", host: str, port: int) -> None:
    from quizapp.services.accounts import create_setup_token

    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - only compared
    click.echo(f"quizapp is at {address}")
    with app.app_context():
        token = create_setup_token()
    if token:
        click.echo(f"Set up the first teacher, once, within 24 hours: {address}/setup/{token}")
    sys.stdout.flush()


@main.command()
def worker() -> None:
    """Start the background worker: it reads articles, drafts questions, and ends attempts whose time is up."""
    from quizapp import server

    server.work(_app())


@main.command()
@click.option("--no-builtin", is_flag=True, help="Leave the built-in reading out.")
def migrate(*, no_builtin: bool) -> None:
    """Bring the database up to date and load the built-in reading. Safe to run again."""
    from quizapp.services import builtin
    from quizapp.services.database import bring_up_to_date

    app = _app()
    with app.app_context():
        before, after = bring_up_to_date()
        click.echo(f"Database: {'up to date' if before == after else f'brought to {after}'}")
        if not no_builtin:
            click.echo(f"Built-in reading: {'loaded' if builtin.load_builtin() else 'there already'}")


@contextmanager
def _app_that_tells() -> "Iterator[None]":
    """Within the app; what a service refuses is told in one line."""
    from quizapp.services.errors import QuizError

    with _app().app_context():
        try:
            yield
        except QuizError as error:
            raise click.ClickException(str(error)) from error


EMAIL = click.option("--email", prompt="Email", help="With which they sign in.")
NAME = click.option("--name", prompt="Name", help="As pages show it.")
PASSWORD = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@main.command("create-teacher")
@EMAIL
@NAME
@PASSWORD
def create_teacher(email: str, name: str, *, password_stdin: bool) -> None:
    """Make a teacher's account."""
    from quizapp.services import accounts

    password = _password(from_stdin=password_stdin)
    with _app_that_tells():
        user = accounts.create_teacher(email=email, name=name, password=password)
        click.echo(f"{user.name} can sign in with {user.email}.")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


@main.command("create-admin")
@EMAIL
@NAME
@PASSWORD
def create_admin(email: str, name: str, *, password_stdin: bool) -> None:
    """Make an account that manages people and nothing else."""
    from quizapp.services import accounts

    password = _password(from_stdin=password_stdin)
    with _app_that_tells():
        user = accounts.create_admin(email=email, name=name, password=password)
        click.echo(f"{user.name} can sign in with {user.email} and manages people.")


@main.command("make-admin")
@click.argument("email")
def make_admin(email: str) -> None:
    """Let whoever has the account EMAIL manage people too."""
    from quizapp.services import people

    with _app_that_tells():
        click.echo(f"{people.make_admin(email)} manages people now.")


def _read_article(path: Path) -> tuple[str, str]:
    """Title (the first line) and text of an article file. Raises ``ClickException`` for what is no text."""
    from quizapp.core.text.acceptance import is_binary
    from quizapp.core.text.passages import normalize_text

    data = path.read_bytes()
    if is_binary(data):
        raise click.ClickException(f"{path} is not plain text in UTF-8.")
    title, _, text = normalize_text(data.decode("utf-8-sig")).partition("\n")
    return title.strip(), text.strip("\n")


FILES = click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))


@main.command("import")
@FILES
@click.option("--teacher", required=True, help="Email of the teacher whose desk they go to.")
@click.option("--generate", "then_generate", is_flag=True, help="Have the worker draft questions on each.")
def import_articles(files: tuple[Path, ...], teacher: str, *, then_generate: bool) -> None:
    """Add articles from text files: the first line is the title, blank lines part the paragraphs."""
    from quizapp.services import article_details, articles, generation
    from quizapp.services.accounts import teacher_named
    from quizapp.services.errors import Invalid

    failed = 0
    with _app_that_tells():
        owner = teacher_named(teacher)
        for path in _tracked(files, "Adding articles"):
            title, text = _read_article(path)
            try:
                added = articles.add_article(article_details.ArticleDetails(title=title, text=text), owner_id=owner)
            except Invalid as error:
                failed += 1
                click.echo(f"{path.name}: not added. {error}", err=True)
                continue
            if then_generate:
                generation.request_run(added, teacher_id=owner)
            click.echo(f"{path.name}: added")
    if failed:
        raise SystemExit(1)


def _tracked(files: tuple[Path, ...], words: str) -> "list[Path]":
    """The files, with a progress bar on a terminal."""
    if not sys.stderr.isatty():
        return list(files)
    from rich.console import Console
    from rich.progress import track

    return track(files, description=words, console=Console(stderr=True), transient=True)  # type: ignore[return-value]


@main.command()
@FILES
@click.option("--seed", default=0, show_default=True, help="Same file, seed and version give the same bytes.")
@click.option("--jsonl", is_flag=True, help="One JSON object a line, instead of a reading copy.")
def generate(files: tuple[Path, ...], seed: int, *, jsonl: bool) -> None:
    """Draft questions on text files and print them. Touches no database."""
    from quizapp.core.generation import export, pipeline
    from quizapp.core.text.passages import normalize_text

    for path in _tracked(files, "Reading"):
        title, text = _read_article(path)
        generated = pipeline.generate(title, normalize_text(text), seed=seed)
        for draft in generated.drafts:
            click.echo(export.json_line(path.stem, draft) if jsonl else export.reading_copy(draft))
        if generated.reason:
            click.echo(f"{path.name}: {generated.reason}", err=True)


@main.command("retention")
@click.option("--days", type=click.IntRange(1), help="As if QUIZAPP_RETENTION_DAYS were this.")
def show_retention(days: int | None) -> None:
    """Say how many students the worker would erase now. Erases nobody."""
    from quizapp.services import retention
    from quizapp.services.clock import utc_now

    with _app().app_context():
        days = days or retention.days_kept()
        if days <= 0:
            click.echo("Students are kept for good. QUIZAPP_RETENTION_DAYS sets for how long.")
            return
        click.echo(f"{len(retention.overdue(utc_now(), days=days))} students without a sign of life for {days} days.")


@main.command()
def doctor() -> None:
    """Look whether everything is in place; exits with 1 where something is not."""
    from quizapp.services.doctor import examine

    findings = list(examine(_app()))
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_well else 'NOT '} {finding.subject}: {finding.words}")
    if not all(finding.is_well for finding in findings):
        raise SystemExit(1)
