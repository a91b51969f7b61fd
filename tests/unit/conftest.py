"""Unit tests reach neither a database nor any network."""

import socket
from typing import Any, NoReturn

import pytest
from sqlalchemy import Engine


@pytest.fixture(autouse=True)
def alone(no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        pytest.fail("a unit test tried to leave its process")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(Engine, "connect", refuse)
    monkeypatch.setattr(Engine, "raw_connection", refuse)
