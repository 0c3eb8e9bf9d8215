"""The outbox under faults: a mail server that is down, slow, refusing or silent; nothing lost, nothing sent twice."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import BinaryIO

import pytest
from apiflask import APIFlask

from portal.common import mail
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.items.actions import add_item
from portal.notices.actions import purge_mails, queue_mail
from portal.notices.models import MailResult
from portal.notices.queries import list_due, list_statuses
from portal.notices.rules_mail import MailContent, MailStatus
from portal.site.jobs import Worker, send_mail
from tests.make import StoppedClock, stop_clock

ITEM = "i" * 26


class Postbox:
    """A mail server on this machine that takes mails, or answers as it is told; None falls silent after the words."""

    def __init__(self, reply: str | None = "250 taken") -> None:
        self.reply = reply
        self.taken: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                self._converse(connection, lines)

    def _converse(self, connection: socket.socket, lines: BinaryIO) -> None:
        connection.sendall(b"220 here\r\n")
        for line in lines:
            verb = line[:4].upper()
            connection.sendall(b"354 go on\r\n" if verb == b"DATA" else b"250 ok\r\n")
            if verb == b"DATA":
                # RFC 5321, section 4.5.2: a line with a single period ends the words.
                self.taken.append(b"".join(iter(lines.readline, b".\r\n")))
                if self.reply:
                    connection.sendall(f"{self.reply}\r\n".encode())


@contextmanager
def server(app: APIFlask, box: Postbox) -> Iterator[None]:
    try:
        with carried_by(app, box.url):
            yield
    finally:
        box.close()


@contextmanager
def carried_by(app: APIFlask, url: str) -> Iterator[None]:
    before = app.config["PORTAL"]
    app.config["PORTAL"] = before.model_copy(update={"mail_url": url})
    yield
    app.config["PORTAL"] = before


@pytest.fixture
def clock(app: APIFlask) -> StoppedClock:
    return stop_clock(app)


@pytest.fixture
def mail_id(app: APIFlask, clock: StoppedClock) -> str:
    with transaction():
        add_item(item_id=ITEM, kind="response", title="An answer", permission="inquiries.read")
        content = MailContent(to_address="ann@agency.test", subject="Our answer", text="Words", html="<p>Words</p>")
        return queue_mail(item_id=ITEM, content=content, at=now())


def status(mail_id: str) -> MailStatus:
    db.session.rollback()
    return list_statuses(ITEM, now())[mail_id]


def test_a_mail_is_handed_over_once(app: APIFlask, mail_id: str) -> None:
    box = Postbox()
    with server(app, box):
        assert Worker().work_once() == 1
        assert Worker().work_once() == 0
    assert len(box.taken) == 1
    assert b"Message-ID: <" + mail_id.encode() in box.taken[0]
    assert status(mail_id) is MailStatus.DELIVERED


def test_while_the_server_is_down_the_mail_waits_and_is_sent_later(
    app: APIFlask, mail_id: str, clock: StoppedClock
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with carried_by(app, f"smtp://127.0.0.1:{port}"):
        assert Worker().work_once() == 0
    assert status(mail_id) is MailStatus.QUEUED
    assert list_due(now()) == []
    clock.reading += timedelta(minutes=1)
    box = Postbox()
    with server(app, box):
        Worker().work_once()
    assert len(box.taken) == 1


@pytest.mark.parametrize(("reply", "expected"), [("451 Later", MailStatus.QUEUED), ("550 Never", MailStatus.REFUSED)])
def test_what_the_server_answers_decides_whether_it_is_tried_again(
    app: APIFlask, mail_id: str, reply: str, expected: MailStatus
) -> None:
    with server(app, Postbox(reply)):
        Worker().work_once()
    assert status(mail_id) is expected


def test_a_server_that_falls_silent_after_the_words_gets_them_once(
    app: APIFlask, mail_id: str, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.5)
    box = Postbox(reply=None)
    with server(app, box):
        Worker().work_once()
        clock.reading += timedelta(days=1)
        Worker().work_once()
    assert len(box.taken) == 1
    assert status(mail_id) is MailStatus.UNCERTAIN


def test_two_workers_at_once_send_it_once(app: APIFlask, mail_id: str) -> None:
    box = Postbox()
    with server(app, box):
        assert send_mail(mail_id)
        assert not send_mail(mail_id)
    assert len(box.taken) == 1


def test_what_a_server_answers_is_kept_without_the_address(app: APIFlask, mail_id: str) -> None:
    with server(app, Postbox("550 <ann@agency.test> is unknown")):
        Worker().work_once()
    db.session.rollback()
    [reply] = db.session.scalars(db.select(MailResult.reply))
    assert reply == "550 <[address]> is unknown"


def test_a_mail_that_is_purged_meanwhile_is_never_sent(app: APIFlask, mail_id: str) -> None:
    box = Postbox()
    assert list_due(now()) == [mail_id]
    with transaction():
        purge_mails(item_ids=[ITEM], at=now())
    with server(app, box):
        assert not send_mail(mail_id)
    assert box.taken == []
