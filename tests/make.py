"""Builders: one for each noun, with everything given that a test does not care about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal import create_app
from portal.accounts.actions import add_user
from portal.accounts.models import User
from portal.accounts.rules_roles import Office, Role
from portal.answers.actions import enter_answers
from portal.answers.queries_wording import Wording
from portal.answers.rules_content import AnswerContent, AnswerRecord
from portal.audit.rules import Actor
from portal.common.clock import Clock, now
from portal.common.database import db, transaction
from portal.config import read_settings
from portal.guidance.actions import enter_document, publish_draft, record_edition_event, save_draft
from portal.guidance.models import Document, Edition, EditionEvent
from portal.guidance.rules_content import DocumentContent, EditionContent, EventContent, ProvisionContent
from portal.guidance.rules_obligations import ObligationFacts
from portal.inquiries.actions import Logged, log_inquiry, record_inquiry_event
from portal.inquiries.actions_past import enter_past_response
from portal.inquiries.queries import find_inquiries
from portal.inquiries.rules_content import InquiryContent, PastResponse, Sender
from portal.inquiries.rules_events import EventKind
from portal.programs.actions import (
    enter_activations,
    enter_audiences,
    enter_places,
    enter_program,
    enter_program_events,
)
from portal.programs.models import Program
from portal.programs.queries import list_programs
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_content import ActivationContent, ProgramContent, ProgramEventContent
from portal.programs.rules_places import PlaceFacts
from portal.statements.actions import enter_entries
from portal.statements.rules_content import EntryContent, StatementContent

PASSWORD = "gravel lampshade onward"
CLERK = Actor(kind="command", id="tests")
# An hour before the clock of the tests starts, so that what is made comes before what is tested.
EARLIER = datetime(2012, 4, 9, 12, tzinfo=UTC)

AUDIENCES = (
    AudienceFacts(slug="all", name="stakeholder", plural="All stakeholders", parent=None),
    AudienceFacts(slug="state", name="state office", plural="State offices", parent="all"),
    AudienceFacts(slug="local", name="local agency", plural="Local agencies", parent="all"),
    AudienceFacts(slug="sheriff", name="sheriff", plural="Sheriffs", parent="local"),
    AudienceFacts(slug="public", name="member of the public", plural="Members of the public", parent="all"),
)
PLACES = (
    PlaceFacts(code="US", name="United States", kind="nation", parent=None),
    PlaceFacts(code="IL", name="Illinois", kind="state", parent="US", fips="17"),
    PlaceFacts(code="NY", name="New York", kind="state", parent="US", fips="36"),
    PlaceFacts(code="PR", name="Puerto Rico", kind="territory", parent="US", fips="72"),
    PlaceFacts(code="17031", name="Cook County", kind="county", parent="IL", fips="17031"),
    PlaceFacts(code="17043", name="DuPage County", kind="county", parent="IL", fips="17043"),
    PlaceFacts(code="36061", name="New York County", kind="county", parent="NY", fips="36061"),
)

_numbers = count(1)


@contextmanager
def another_portal(**settings: object) -> Iterator[APIFlask]:
    """Build a portal with settings of its own beside the one that every test has, and close its connections."""
    portal = create_app(read_settings(**settings))
    yield portal
    with portal.app_context():
        db.session.remove()
        db.engine.dispose()


def make_user(
    role: str = Role.DRAFTER,
    *,
    email: str | None = None,
    state: str | None = None,
    office: str | None = None,
    password: str = PASSWORD,
    at: datetime | None = None,
) -> User:
    """Add an account, committed; a partner is of Illinois and a reviewer of the program unless told otherwise."""
    with transaction():
        return add_user(
            email=email or f"{role}{next(_numbers)}@agency.test",
            name=f"A {role}",
            role=role,
            state=state or ("IL" if role == Role.PARTNER else None),
            office=office or (Office.PROGRAM if role == Role.REVIEWER else None),
            password=password,
            by=CLERK,
            at=at or now(),
        )


@dataclass
class StoppedClock(Clock):
    """A clock that stands still until it is set."""

    reading: datetime = EARLIER

    def now(self) -> datetime:
        return self.reading


def stop_clock(app: APIFlask, at: datetime = EARLIER) -> StoppedClock:
    """Give the portal a clock that stands still."""
    clock = StoppedClock(reading=at)
    app.extensions["portal-clock"] = clock
    return clock


def form_token(client: FlaskClient, path: str = "/sign-in") -> str:
    """Return the safety mark of the forms on a page."""
    page = client.get(path).text
    _, found, rest = page.partition('name="csrf_token" value="')
    assert found, f"{path} has no form"
    return rest.partition('"')[0]


def try_to_sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **fields: str) -> TestResponse:
    """Send the form of the sign-in page."""
    given = {"email": email, "password": password, "csrf_token": form_token(client), **fields}
    return client.post("/sign-in", data=given)


def sign_in(client: FlaskClient, user: User) -> FlaskClient:
    """Sign in; the browser then carries the session."""
    answer = try_to_sign_in(client, user.email)
    assert answer.status_code == 303, answer.text
    return client


def midnight(day: str) -> datetime:
    """Return the first instant of a day in the program's zone, as UTC; in winter and summer alike five hours late."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC, hour=5)


def make_program(
    slug: str = "secure-communities", *, zone: str = "America/New_York", at: datetime = EARLIER
) -> Program:
    """Add a program that started in 2008, with a few kinds of stakeholder, states and counties."""
    content = ProgramContent(
        slug=slug, name=f"Program {slug}", intent="Find out.", legal_basis=(), time_zone=zone, description="It is one."
    )
    started = ProgramEventContent(
        on=date(2008, 10, 27), kind="started", source="A report", known_at=midnight("2008-10-27")
    )
    with transaction():
        enter_audiences(audiences=AUDIENCES, by=CLERK, at=at)
        enter_places(places=PLACES, by=CLERK, at=at)
        program = enter_program(content=content, by=CLERK, at=at)
        enter_program_events(program=program, events=[started], by=CLERK, at=at)
    return program


def activate(program: Program, place: str, on: str, *, known: str | None = None, at: datetime = EARLIER) -> None:
    """Record the day on which a program was activated in a place; it is known on that day unless told otherwise."""
    activated = ActivationContent(
        place=place, kind="activated", on=date.fromisoformat(on), source="A list", known_at=midnight(known or on)
    )
    with transaction():
        enter_activations(program=program, records=[activated], by=CLERK, at=at)


def make_document(program: Program, slug: str = "participation", *, at: datetime = EARLIER) -> Document:
    """Add a document that nobody sees before its first edition."""
    content = DocumentContent(
        slug=slug,
        identifier=slug.upper(),
        title=slug.title(),
        office="Office",
        owner="Owner",
        intent="To say what must be done.",
        review_by=None,
    )
    with transaction():
        return enter_document(content=content, program_id=program.id, by=CLERK, at=at)


def sets(audience: str, level: str, place: str = "US", **parts: str) -> ObligationFacts:
    """Return an obligation with the parts that its level needs."""
    needed = {"conditional": {"condition": "Do you hold it?"}, "optional": {"how_to_decline": "Say so."}}
    return ObligationFacts(
        audience=audience,
        place=place,
        level=level,
        **{"action": "Do it", "authority": "8 U.S.C. 1373", **needed.get(level, {}), **parts},
    )


def provision(label: str, *obligations: ObligationFacts, **parts: str) -> ProvisionContent:
    """Return a provision under a label, with what it obliges whom to do."""
    given = {"number": "1.1", "heading": f"About {label}", "section": "Part", "markdown": f"Words of {label}.", **parts}
    was = tuple(given.pop("was", "").split())
    return ProvisionContent(label=label, was=was, obligations=obligations, **given)


def make_edition(
    document: Document,
    *provisions: ProvisionContent,
    published: str | datetime,
    effective: str | None = None,
    at: datetime = EARLIER,
) -> Edition:
    """Publish an edition, by a day in the program's zone or by an instant; it governs from that day on."""
    published_at = midnight(published) if isinstance(published, str) else published
    effective_from = date.fromisoformat(effective) if effective else published_at.date()
    draft = make_draft(document, *provisions, effective_from=effective_from, at=at)
    with transaction():
        return publish_draft(edition=draft, published_at=published_at, by=CLERK, at=at)


def make_draft(
    document: Document, *provisions: ProvisionContent, effective_from: date = date(2012, 5, 1), at: datetime = EARLIER
) -> Edition:
    """Write the draft of a document."""
    content = EditionContent(
        title="A title",
        summary="A summary.",
        applies_to="Everybody",
        effective_from=effective_from,
        change_note="A note.",
        legal=("8 U.S.C. 1373",),
        source={"title": "A letter", "office": "Office", "date": effective_from.isoformat()},
        provisions=provisions or (provision("share-information", sets("all", "mandatory")),),
    )
    with transaction():
        return save_draft(document=document, content=content, by=CLERK, at=at)


def make_event(
    edition: Edition, kind: str, on: str, *, known: str | None = None, place: str = "US", at: datetime = EARLIER
) -> EditionEvent:
    """Record what later happened to an edition; it is known on the day itself unless told otherwise."""
    content = EventContent(
        kind=kind,
        on=date.fromisoformat(on),
        known_at=midnight(known or on),
        place=place,
        reason="A reason",
        source="A memorandum",
    )
    with transaction():
        return record_edition_event(edition=edition, content=content, by=CLERK, at=at)


def tells(
    label: str, level: str, *, audience: str = "sheriff", place: str = "US", about: str | None = None
) -> StatementContent:
    """Return what was said of a provision; without a day it was said of the first day of 2010."""
    about_on = date.fromisoformat(about or "2010-01-01")
    return StatementContent(
        provision=label, audience=audience, place=place, level=level, about_on=about_on, quote=f"It is {level}."
    )


def make_entry(
    program: Program, *statements: StatementContent, said: str, office: str = "Office", at: datetime | None = None
) -> EntryContent:
    """Put a letter on record that was known on the day on which it was said."""
    content = EntryContent(
        slug=f"letter-{next(_numbers)}",
        kind="letter",
        title=f"Letter of {said}",
        office=office,
        told="A sheriff",
        said_on=date.fromisoformat(said),
        source="The file",
        known_at=midnight(said),
        statements=statements,
    )
    with transaction():
        enter_entries(program=program, entries=[content], by=CLERK, at=at or now())
    return content


def make_answer(
    program: Program,
    slug: str,
    markdown: str,
    *,
    published: str,
    audience: str = "sheriff",
    public: bool = True,
    at: datetime = EARLIER,
    **parts: object,
) -> AnswerContent:
    """Approve an edition of a standard answer on a day, with the parts that a test cares about."""
    given = {
        "question": f"What of {slug}?",
        "wordings": (f"Tell us of {slug}.",),
        "place": "US",
        "owner": "Office",
        "review_by": date(2012, 12, 31),
        "change_note": "A note.",
        "source": {"title": "A letter", "office": "Office", "date": published},
        **parts,
    }
    content = AnswerContent(
        audience=audience, public=public, markdown=markdown, published_at=midnight(published), **given
    )
    with transaction():
        enter_answers(program=program, answers=[AnswerRecord(slug=slug, editions=(content,))], by=CLERK, at=at)
    return content


def make_inquiry(
    *questions: str,
    channel: str = "letter",
    sender_kind: str = "law-enforcement",
    audience: str = "sheriff",
    place: str = "IL",
    received: str = "2012-04-02",
    sender: Sender | None = None,
    account_id: str | None = None,
    at: datetime | None = None,
) -> Logged:
    """Log an inquiry of the first program, of one question unless told otherwise."""
    content = InquiryContent(
        channel=channel,
        sender_kind=sender_kind,
        audience=audience,
        place=place,
        received_on=date.fromisoformat(received),
        questions=questions or ("May we opt out?",),
        senders=(sender,) if sender else (),
    )
    with transaction():
        return log_inquiry(program=list_programs()[0], content=content, account_id=account_id, by=CLERK, at=at or now())


def give_inquiry(logged: Logged, user: User, *, at: datetime | None = None) -> None:
    """Give an inquiry to somebody, who takes it themselves."""
    with transaction():
        record_inquiry_event(
            inquiry_id=logged.id, kind=EventKind.ASSIGNED, subject=user.id, by=user_actor(user), at=at or now()
        )


def user_actor(user: User) -> Actor:
    """Return an account as the audit names it."""
    return Actor(kind="user", id=user.id, role=user.role)


def make_response(
    logged: Logged, *parts: str, sent: str = "2012-04-05", office: str = "Office", at: datetime | None = None
) -> str:
    """Enter an answer that was sent on a day before now; it says thank you unless told otherwise. Returns its id."""
    [inquiry] = find_inquiries([logged.id])
    past = PastResponse(
        parts=dict(enumerate(parts or ("Thank you.",), start=1)),
        sent_at=midnight(sent),
        channel="letter",
        office=office,
        source="The file",
    )
    wording = Wording(inquiry.program_id, inquiry.zone)
    with transaction():
        return enter_past_response(inquiry=inquiry, past=past, wording=wording, by=CLERK, at=at or now())
