"""Everything that "What applies to us" shows, gathered and worded for its page."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.answers.queries_page import answered_on
from portal.common.check_codes import AnswerMark, CheckCodes, mark_of
from portal.common.formatting import with_article
from portal.guidance.queries import get_obligations, list_books
from portal.guidance.rules_applies import Pair
from portal.guidance.rules_levels import GROUP_ORDER, GROUP_WORDS, AppliedLevel
from portal.guidance.rules_nothing import Dates, Nothing, dates_of, nothing_of
from portal.programs.queries import ProgramFacts, get_activations, get_atlas, get_audiences
from portal.programs.rules_places import place_name
from portal.site.queries_entries import Here, entry_of
from portal.site.queries_turns import last_turn
from portal.site.rules_addresses import Asked, at_day, permanent_url
from portal.site.rules_answer import Answer, answer_of
from portal.site.rules_entries import Entry, Group, Silence, Subject
from portal.site.rules_question import ReadQuestion


@dataclass(frozen=True, kw_only=True)
class Keep:
    """How to keep what the page says: its permanent address, and the address of its check."""

    permalink: str
    check_url: str
    pdf_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What else to know before reading."""

    title: str
    text: str


def page_of(program: ProgramFacts, read: ReadQuestion, base_url: str, codes: CheckCodes) -> dict[str, Any]:
    """Return the context of the page but for its form; see the comment of its template."""
    if read.asked is None:
        return {
            "subject": None,
            "nothing": None,
            "groups": (),
            "suspended": (),
            "answered": {},
            "notices": (),
            "keep": None,
        }
    here = read_here(program, read.asked)
    dates = dates_of(read.asked.moment, read.known_on, read.asked.now, at_day(read.asked, None))
    return {
        "dates": dates,
        "subject": subject_of(here),
        "nothing": _nothing(here),
        "notices": _notices(here, dates),
        "groups": groups_of(here, asks_county=bool(read.form.counties)),
        "suspended": suspended_of(here),
        "answered": answered_on(program.slug, here.answer.pair, read.asked.moment),
        "keep": _keep(here, read.known_on, base_url, codes),
        "last_changed": _last_changed(here),
    }


def find_answer(program: ProgramFacts, asked: Asked) -> Answer:
    """Return what every document of the program answers."""
    pair = Pair(
        audiences=get_audiences().chain(asked.audience),
        places=get_atlas().chain(asked.place),
    )
    books = list_books(asked.now, program=program.slug)
    return Answer(
        pair=pair,
        moment=asked.moment,
        books=tuple(answer_of(book, get_obligations(book), pair, asked.moment) for book in books),
    )


def read_here(program: ProgramFacts, asked: Asked) -> Here:
    """Gather what the page is worded from."""
    atlas, activations = get_atlas(), get_activations(program)
    return Here(
        asked=asked,
        answer=find_answer(program, asked),
        audiences=get_audiences(),
        atlas=atlas,
        activated=activations.of(asked.place, atlas, asked.moment.on, asked.moment.known),
        activations=activations,
    )


def subject_of(here: Here) -> Subject:
    """Return whom the answer is for, as a sentence names them."""
    kind = here.audiences.by_slug[here.asked.audience]
    return Subject(phrase=with_article(kind.name), place=place_name(here.atlas, here.asked.place), place_url=None)


def groups_of(here: Here, *, asks_county: bool) -> tuple[Group, ...]:
    """Return the eight groups in the order of consequence; what is suspended here is counted in none.

    `asks_county` tells whether there are counties to choose from, so that one entry may ask which it is.
    """
    entries = [entry_of(here, said) for said in here.answer.said if not said.applied.suspended_since]
    entries = _ask_county_once(entries) if asks_county else entries
    return tuple(_group(level, entries) for level in GROUP_ORDER)


def suspended_of(here: Here) -> tuple[Silence, ...]:
    """Return the entries whose text is suspended in this place."""
    suspended = [said for said in here.answer.said if said.applied.suspended_since and said.applied.obligation]
    return tuple(entry_of(here, said) for said in suspended)


def _group(level: AppliedLevel, entries: list[Silence]) -> Group:
    return Group(
        level=level,
        title=GROUP_WORDS[level].removesuffix(" …"),
        words=GROUP_WORDS[level].removesuffix(" …"),
        entries=tuple(each for each in entries if _level(each) == level),
    )


def _level(entry: Silence) -> AppliedLevel:
    return entry.level if isinstance(entry, Entry) else AppliedLevel.NOT_ADDRESSED


def _ask_county_once(entries: list[Silence]) -> list[Silence]:
    asked = False
    found: list[Silence] = []
    for each in entries:
        asks = isinstance(each, Entry) and each.activation is not None and each.activation.kind == "partly"
        if asks and not asked and isinstance(each, Entry):
            found.append(replace(each, asks_county=True))
            asked = True
        else:
            found.append(each)
    return found


def _nothing(here: Here) -> Nothing | None:
    books = here.answer.books
    if not books or any(each.standing.governs for each in books):
        return None
    return nothing_of(books[0].book, books[0].standing, here.asked.moment, lambda day: at_day(here.asked, day))


def _notices(here: Here, dates: Dates) -> tuple[Notice, ...]:
    notices = []
    if dates.today_url:
        notices.append(Notice(title="This is not how it stands today.", text="It answers for the days named above."))
    if not here.activated.is_active:
        place = place_name(here.atlas, here.asked.place)
        text = "Entries marked “Starts at activation” do not apply there until it is."
        notices.append(Notice(title=f"{place[:1].upper()}{place[1:]} is not activated.", text=text))
    return tuple(notices)


def _keep(here: Here, known_on: date, base_url: str, codes: CheckCodes) -> Keep:
    code = codes.issue(
        AnswerMark(
            audience=mark_of(here.asked.audience),
            place=here.asked.place,
            effective_on=here.asked.moment.on,
            # Every copy of an answer that nothing has turned since carries the same code.
            known_at=min(here.asked.moment.known, last_turn(here.asked.now)),
            digest_start=here.answer.digest[:8],
        )
    )
    return Keep(
        permalink=base_url + permanent_url(here.asked, known_on.isoformat()),
        check_url=f"{base_url}/check/{code}",
    )


def _last_changed(here: Here) -> date | None:
    changed = [said.applied.since for said in here.answer.said if said.applied.since]
    return max(changed, default=None)
