import threading

import pytest
from granian.constants import Interfaces
from granian.server.mp import MPServer

from portal.common.serving import APPLICATION, _Server


def test_what_runs_beside_the_workers_starts_once_they_are_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(MPServer, "startup", lambda *_: order.append("workers"))
    server = _Server(APPLICATION, interface=Interfaces.WSGI)
    beside = threading.Thread(target=lambda: order.append("beside"))
    server.beside = [beside]

    server.startup(None, None)
    beside.join()

    assert order == ["workers", "beside"]
