"""quizapp turns an article into questions whose answers are proven by an exact passage."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # whoever only reads a file or writes questions needs no web server
    from flask import Flask


def create_app(config: Mapping[str, Any] | None = None, *, instance_path: str | None = None) -> "Flask":
    """The application, configured by ``config`` over the environment over the defaults.

    ``instance_path`` is the folder of database, secret and queue; by default the environment's
    ``QUIZAPP_INSTANCE``, else ``instance/`` beside the package. Raises ``config.ConfigError`` where the configuration cannot be used.
    """
    from flask import Flask

    from quizapp import extensions, jobs, web
    from quizapp.config import MIGRATIONS, configure
    from quizapp.services import accounts

    folder = instance_path or os.environ.get("QUIZAPP_INSTANCE")
    app = Flask(__name__, instance_path=str(Path(folder).absolute()) if folder else None)
    configure(app, config)
    extensions.db.init_app(app)
    with app.app_context():
        extensions.tune_sqlite(extensions.db.engine)
    extensions.migrate.init_app(app, extensions.db, directory=str(MIGRATIONS), render_as_batch=True)
    extensions.csrf.init_app(app)
    extensions.jobs.init_app(app)
    jobs.register(app)
    accounts.init_security(app, **web.security_forms())
    web.register(app)
    return app
