"""The time zones that a class may have, and a good guess at the one it has."""

import os
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from flask import current_app

UTC = "UTC"
_LINK = Path("/etc/localtime")


@cache
def known_zones() -> tuple[str, ...]:
    """IANA names of places, such as ``Europe/Berlin``, by name; and ``UTC``."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return (*sorted(places), UTC)


def server_zone() -> str:
    """The zone that is set for this server, else that of the machine; ``UTC`` where neither can be told."""
    _, _, linked = str(_LINK.resolve()).partition("zoneinfo/")
    told = (str(current_app.config["TIME_ZONE"]), os.environ.get("TZ", ""), linked)
    return next((name for name in told if name in known_zones()), UTC)
