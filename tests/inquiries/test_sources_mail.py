"""An e-mail file begins an inquiry: its words, its sender and its day; whatever is wrong with it is said."""

from io import BytesIO

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.rules_roles import Role
from portal.common.database import db
from portal.inquiries.models import Inquiry
from portal.inquiries.sources_mail import LARGEST_MAIL, read_mail
from tests.make import form_token, make_program, make_user, sign_in
from tests.pages import main_of

ZONE = "America/New_York"
MAIL = b"""From: Ann Lindqvist <ann@sheriff.test>
To: office@agency.test
Date: Fri, 06 Apr 2012 23:30:00 -0400
Subject: Zebras
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

May we keep our zebras? \xe2\x80\x94 Ann
"""


def test_its_words_sender_and_day_are_read() -> None:
    fields, issues = read_mail(MAIL, ZONE)
    assert issues == []
    assert fields == {
        "name": "Ann Lindqvist",
        "email": "ann@sheriff.test",
        "received_on": "April 6, 2012",
        "question": "May we keep our zebras? \N{EM DASH} Ann",
        "channel": "email",
    }


def test_of_several_forms_the_plain_one_is_read_and_no_attachment() -> None:
    mail = (
        b'From: a@b.test\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/html\n\n'
        b"<p>May we <b>keep</b> them?</p><script>alert(1)</script>\n--x\nContent-Type: application/pdf\n"
        b"Content-Disposition: attachment\n\nsecret\n--x--\n"
    )
    fields, _ = read_mail(mail, ZONE)
    assert fields["question"].startswith("May we keep them?")
    assert "secret" not in fields["question"]
    assert "<" not in fields["question"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"From: a@b.test\n\n",
        b"x" * (LARGEST_MAIL + 1),
        b"Content-Type: text/plain; charset=martian\n\nWords",
        b"Content-Type: application/pdf\n\n%PDF",
    ],
)
def test_what_holds_no_words_is_refused(raw: bytes) -> None:
    fields, issues = read_mail(raw, ZONE)
    assert fields == {}
    assert issues[0].field == "mail"


@pytest.mark.parametrize(
    "head",
    [
        b"From: =?utf-8?q?Bcc:_all=0A=0D?= <ann@sheriff.test>",
        b"From: @@@",
        b"From: " + b"x" * 5_000,
        b"Date: yesterday",
        b"Date: Mon, 01 Jan 0001 00:00:00 +2359",
        b"Date: Fri, 06 Apr 2012 23:30:00",
    ],
)
def test_a_header_that_is_not_what_it_should_be_fills_in_one_line_or_nothing(head: bytes) -> None:
    fields, issues = read_mail(head + b"\nContent-Type: text/plain\n\nWords", ZONE)
    assert issues == []
    assert fields["question"] == "Words"
    assert "\n" not in fields.get("name", "") + fields.get("email", "")


@given(st.binary(max_size=400))
def test_no_bytes_break_it(raw: bytes) -> None:
    fields, issues = read_mail(raw, ZONE)
    assert bool(fields) is not bool(issues)


def test_it_fills_in_the_form_and_keeps_nothing(app: APIFlask) -> None:
    make_program()
    desk = sign_in(app.test_client(), make_user(Role.DRAFTER))
    token = form_token(desk, "/inquiries/new")
    page = desk.post("/inquiries/from-mail", data={"csrf_token": token, "mail": (BytesIO(MAIL), "zebra.eml")})
    assert page.status_code == 200
    assert "May we keep our zebras?" in page.text
    assert 'value="ann@sheriff.test"' in page.text
    assert db.session.scalars(db.select(Inquiry)).all() == []
    refused = desk.post("/inquiries/from-mail", data={"csrf_token": token, "mail": (BytesIO(b""), "a.eml")})
    assert refused.status_code == 400
    assert "Choose an e-mail file" in main_of(refused.text).text
