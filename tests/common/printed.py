"""A realistic edition for the tests of the PDF: the shape that templates/print/edition.html describes, no more."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import jinja2
from markupsafe import Markup

from portal.common.formatting import grouped_digest, worded_date
from portal.common.pictures import level_pictures, qr_picture

TEMPLATES = Path(__file__).parents[2] / "portal" / "templates"
BASE_URL = "https://portal.example.test"
CHECK_URL = f"{BASE_URL}/check/24ZA-73WT-8707-WNEJ-1CCD-CXQT-9T7K-T1BB"
DEMONSTRATION = (
    "Demonstration. A reconstruction from the public record for illustration; "
    "not an official publication of any agency."
)


@dataclass(frozen=True)
class Part:
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Sentence:
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Note:
    name: str
    text: str | None = None


@dataclass(frozen=True)
class Citation:
    text: str
    url: str | None = None


@dataclass(frozen=True)
class Obligation:
    audience: str
    level: str
    sentence: Sentence
    notes: tuple[Note, ...] = ()
    authority: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Provision:
    label: str
    number: str
    heading: str
    html: Markup
    obligations: tuple[Obligation, ...] = ()


@dataclass(frozen=True)
class Section:
    heading: str | None
    html: Markup | None
    provisions: tuple[Provision, ...]


@dataclass(frozen=True)
class Program:
    name: str = "Secure Communities"


@dataclass(frozen=True)
class Document:
    identifier: str = "PART-01"
    office: str = "Office of Policy"


@dataclass(frozen=True)
class Source:
    title: str
    office: str
    date: date


@dataclass(frozen=True)
class Predecessor:
    number: int
    effective_from: date


@dataclass(frozen=True)
class Edition:
    number: int = 3
    title: str = "Participation in Secure Communities"
    summary: str = (
        "Activation is not a matter of opting in or out. A jurisdiction may discuss the date of its activation, "
        "and may decline to receive the immigration match reply."
    )
    applies_to: str = "State identification bureaus, local law enforcement agencies, and county governments"
    effective_from: date = date(2010, 10, 6)
    published_on: date = date(2010, 10, 6)
    replaces: Predecessor | None = field(default_factory=lambda: Predecessor(2, date(2010, 8, 17)))
    change_note: str | None = "Removal from the deployment plan is no longer offered."
    legal: tuple[Citation, ...] = (
        Citation("8 U.S.C. 1722(a)(2)", "https://uscode.house.gov/view.xhtml?req=1722"),
        Citation("28 U.S.C. 534(a)(4)", "https://uscode.house.gov/view.xhtml?req=534"),
    )
    source: Source | None = field(
        default_factory=lambda: Source("Remarks on participation", "Department", date(2010, 10, 6))
    )
    citation: str = "PART-01, ed. 3 (October 6, 2010)"
    sha256: str = "9a41c07e55d20b18" * 4
    permalink: str = f"{BASE_URL}/guidance/participation/editions/3"
    check_url: str = CHECK_URL
    intro: Markup | None = None


def sentence(strong: str, rest: str) -> Sentence:
    return Sentence((Part(strong, strong=True), Part(rest)))


LAW = (Citation("28 U.S.C. 534(a)(4)", "https://uscode.house.gov/view.xhtml?req=534"),)
LEVELS = (
    Obligation("State identification bureau", "mandatory", sentence("You must", " forward each submission."), (), LAW),
    Obligation(
        "County government in Illinois",
        "conditional",
        sentence("You must", " sign the memorandum if a county of your state is to be activated."),
        (Note("Deadline", "Thirty days before the planned date."), Note("Starts at activation")),
        LAW,
    ),
    Obligation(
        "Local law enforcement",
        "optional",
        sentence("You may decline", " to receive the immigration match reply."),
        (Note("To decline", "Tell the state identification bureau in writing; it turns the reply off."),),
        LAW,
    ),
    Obligation(
        "Sheriff",
        "prohibited",
        Sentence((Part("Declining activation "), Part("is not offered", strong=True), Part("."))),
        (),
        (Citation("Authority disputed"),),
    ),
    Obligation(
        "Local law enforcement and county government",
        "automatic",
        sentence("Happens without you.", " The federal databases exchange the fingerprints."),
        (),
        (Citation("8 U.S.C. 1722(a)(2)", "https://uscode.house.gov/view.xhtml?req=1722"),),
    ),
    Obligation("Public", "informational", sentence("For information.", " Status reports are posted each month.")),
    Obligation(
        "Governor",
        "undecided",
        Sentence((Part("Whether the date may be moved "), Part("is not decided", strong=True), Part("."))),
        (Note("Since", "August 17, 2010"), Note("Owner", "Office of Policy")),
    ),
)
WORDS = Markup(
    "<p>The agency sets the date of activation with the state identification bureau. A jurisdiction may ask that it be "
    "changed, for reasons of timing only; the agency answers in writing within ten working days, and keeps the request "
    "and the answer with the record of the jurisdiction.</p><p>A detainer is a request that an agency hold a person "
    "for no more than 48 hours, not counting Saturdays, Sundays and holidays, beyond the time of release. See "
    '<a href="#provision-1">the exchange of fingerprints</a> and <a href="/guidance/memoranda">the memoranda</a>.</p>'
)
MORE_WORDS = Markup(
    "<ul><li>Fingerprints taken at booking are sent to the state bureau, as before.</li><li>The bureau forwards them; "
    "nothing is sent twice.</li></ul><h4>Receiving the reply</h4><blockquote><p>A reply is information, not an order "
    "to hold anyone.</p></blockquote><ol><li>Read the reply.</li><li>File it under <code>MATCH/1</code>.</li></ol>"
    "<table><thead><tr><th>Step</th><th>Days</th></tr></thead>"
    "<tbody><tr><td>Request</td><td>10</td></tr></tbody></table>"
)


def provision(place: int) -> Provision:
    """Return one of any number of provisions; each third says more, and each has other levels first."""
    html = Markup("").join([WORDS, MORE_WORDS] if place % 3 == 0 else [WORDS])
    first = place % len(LEVELS)
    levels = (LEVELS[first:] + LEVELS[:first])[: 2 + place % 3]
    return Provision(
        f"provision-{place}",
        f"{1 + (place - 1) // 4}.{1 + (place - 1) % 4}",
        f"Matter {place} of the exchange",
        html,
        levels,
    )


def printed(*, edition: Edition | None = None, provisions: int = 12, demonstration: str | None = DEMONSTRATION) -> str:
    """Return the HTML of the edition, as the portal gives it to the PDF process."""
    every = [provision(place) for place in range(1, provisions + 1)]
    half = provisions // 2
    sections = (
        Section(None, Markup("<p>What follows holds in every activated jurisdiction.</p>"), tuple(every[:half])),
        Section("Agreements and dates", None, tuple(every[half:])),
    )
    edition = edition or Edition()
    return (
        _environment()
        .get_template("print/edition.html")
        .render(
            base_url=BASE_URL,
            program=Program(),
            document=Document(),
            edition=edition,
            sections=sections,
            signs=level_pictures(),
            qr=qr_picture(edition.check_url),
            demonstration=demonstration,
        )
    )


def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters.update(worded_date=worded_date, grouped_digest=grouped_digest)
    return environment
