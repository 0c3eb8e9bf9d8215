"""Serving the portal with granian until it is told to stop."""

import gc
import importlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer
from sqlalchemy.orm import configure_mappers

from portal.common.database import db
from portal.config import Settings

ROOT: Final = Path(__file__).resolve().parent.parent.parent
APPLICATION: Final = "app:app"

# Each worker holds the whole portal in memory; more than two gain nothing on the machines that it is made for.
MOST_WORKERS: Final = 2
# Python works on one request at a time in each worker, but this many may wait for the database.
THREADS: Final = 4
# A worker that has not finished its requests by then is ended, so that a stop always stops.
SECONDS_TO_STOP: Final = 10

SECONDS_TO_START: Final = 60
SECONDS_BETWEEN_LOOKS: Final = 0.05


class CannotListenError(Exception):
    """Nobody can be served there; the message names the setting to change."""


class _Server(MPServer):
    """Granian, with threads beside its workers that start once these are forked.

    A worker inherits every lock as it is at the fork; one that a thread holds then, such as that of a module being
    imported, stays locked in the worker, and its first request never ends.
    """

    beside: Sequence[threading.Thread] = ()

    def startup(self, spawn_target: Any, target_loader: Any) -> None:  # noqa: ANN401 - granian gives them no type
        """Fork the workers, then start the threads."""
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]  # granian gives it no types
        for thread in self.beside:
            thread.start()


def serve(settings: Settings, *, when_ready: Callable[[], None], beside: Callable[[], None] | None = None) -> None:
    """Serve until SIGTERM or SIGINT, then finish the requests at hand; raises CannotListenError.

    Args:
        settings: Where to listen.
        when_ready: Called once, as soon as the portal answers.
        beside: Runs in a thread of this process while the workers serve.
    """
    _assert_port_is_free(settings)
    server = _Server(
        APPLICATION,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=min(os.cpu_count() or 1, MOST_WORKERS),
        blocking_threads=THREADS,
        workers_kill_timeout=SECONDS_TO_STOP,
        working_dir=ROOT,
        log_level=LogLevels.warning,
    )
    tell = threading.Thread(target=_tell_when_ready, args=(settings, when_ready), daemon=True)
    server.beside = [tell] if beside is None else [tell, threading.Thread(target=beside, daemon=True)]
    _load_once()
    server.serve()


def _load_once() -> None:
    """Load the portal and its templates before the workers are forked, so that they share the memory of both."""
    module, _, name = APPLICATION.partition(":")
    application: Flask = getattr(importlib.import_module(module), name)
    with application.app_context():
        configure_mappers()
        for template in application.jinja_env.list_templates(filter_func=_is_page):
            application.jinja_env.get_template(template)
        # No connection may be shared.
        db.engine.dispose()
    gc.collect()
    gc.freeze()


def _is_page(template: str) -> bool:
    return template.endswith(".html")


def address(settings: Settings) -> str:
    """Return the address under which the portal answers on its own machine."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"


def _assert_port_is_free(settings: Settings) -> None:
    # Granian shares a port that another granian listens on, so that it would not notice.
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except socket.gaierror as error:
            message = f"PORTAL_HOST: {settings.host} is no address of this machine; use 127.0.0.1, or the name of one"
            raise CannotListenError(message) from error
        except OSError as error:
            place = f"{settings.host}:{settings.port}"
            message = f"PORTAL_PORT: cannot listen on {place} ({error.strerror}); choose another port"
            raise CannotListenError(message) from error


def _tell_when_ready(settings: Settings, when_ready: Callable[[], None]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if _answers(settings):
            when_ready()
            sys.stdout.flush()
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _answers(settings: Settings) -> bool:
    with closing(HTTPConnection(settings.host, settings.port, timeout=SECONDS_TO_START)) as connection:
        try:
            connection.request("HEAD", "/healthz")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
    return True
