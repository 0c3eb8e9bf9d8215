"""The sentences of the statements in an answer: made from the guidance of its day, and then kept as they were said."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from portal.answers.rules_answer import EditionInForce
from portal.answers.rules_content import Mark, read_mark
from portal.common.database import db
from portal.common.formatting import inside_sentence
from portal.common.markup import Link, Rendered, render
from portal.guidance.models import Document, ProvisionLabel
from portal.guidance.queries import load_book, load_text
from portal.guidance.rules_book import Book, EditionText
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_levels import NOT_ADDRESSED, sentence
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest
from portal.programs.queries import load_atlas, load_audiences
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import Atlas
from portal.statements.rules_content import StatementContent


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text with its statements: for which kind of stakeholder and place it speaks, and when it is said."""

    markdown: str
    audience: str
    place: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A text as it is shown, and what it states."""

    rendered: Rendered
    statements: tuple[StatementContent, ...]


@dataclass(frozen=True, kw_only=True)
class _Worded:
    """One statement: its level, its sentence, and where the provision stands."""

    level: str
    words: str
    url: str


class Wording:
    """Makes sentences from the guidance of a program, which it reads once, as the database has it now.

    Nothing here is kept beyond the transaction in which answers are written, since that may be taken back.
    """

    def __init__(self, program_id: str, zone: str) -> None:
        """Take the program whose guidance speaks, and its time zone."""
        self._program_id = program_id
        self._zone = zone
        self._books: dict[str, Book] = {}
        self._texts: dict[str, EditionText] = {}

    def of(self, content: Words) -> Worded:
        """Return a text with its statements in words; raises MarkupTooHeavyError as `render` does.

        What guidance does not address is said so, and is no statement.
        """
        stated: list[StatementContent] = []
        on = content.at.astimezone(ZoneInfo(self._zone)).date()

        def link(written: str) -> Link:
            mark = read_mark(written)
            said = self._said(mark, content, Moment(on=on, known=content.at, zone=self._zone))
            if said.level != NOT_ADDRESSED:
                stated.append(
                    StatementContent(
                        provision=mark.label,
                        audience=mark.audience or content.audience,
                        place=content.place,
                        level=said.level,
                        about_on=on,
                        quote=said.words,
                    )
                )
            return Link(href=said.url, words=said.words)

        rendered = render(content.markdown, link=link)
        return Worded(rendered=rendered, statements=tuple(stated))

    def editions(self, place: str, at: datetime) -> tuple[EditionInForce, ...]:
        """Return the editions that govern in a place on the day of an instant, as known then."""
        moment = Moment(on=at.astimezone(ZoneInfo(self._zone)).date(), known=at, zone=self._zone)
        found: list[EditionInForce] = []
        for slug in sorted(set(self._documents.values())):
            book = self._book(slug)
            standing = book.in_force(moment, self._atlas.chain(place))
            if standing.governs and standing.edition:
                head = book.by_id[standing.edition.id]
                found.append(EditionInForce(document=slug, number=book.numbers[head.id], sha256=head.sha256))
        return tuple(found)

    def _said(self, mark: Mark, content: Words, moment: Moment) -> _Worded:
        book = self._book(self._documents[mark.label])
        places = self._atlas.chain(content.place)
        audience = mark.audience or content.audience
        found = book.in_force(moment, places)
        edition = self._text(found.edition.id) if found.governs and found.edition else None
        provision = edition.by_label.get(mark.label) if edition else None
        obligation = nearest(provision.obligations, self._audiences.chain(audience), places) if provision else None
        heading = provision.heading if provision else mark.label
        level = mark.level or level_of(obligation)
        whom = (
            "" if audience == content.audience else f"For {inside_sentence(self._audiences.by_slug[audience].plural)}: "
        )
        return _Worded(
            level=level,
            words=whom + _sentence(level, obligation, heading),
            url=f"/guidance/{book.slug}/provisions/{mark.label}",
        )

    @cached_property
    def _audiences(self) -> AudienceTree:
        return load_audiences()

    @cached_property
    def _atlas(self) -> Atlas:
        return load_atlas()

    @cached_property
    def _documents(self) -> dict[str, str]:
        query = (
            sa.select(ProvisionLabel.label, Document.slug)
            .join(Document, Document.id == ProvisionLabel.document_id)
            .where(ProvisionLabel.program_id == self._program_id)
        )
        return {row.label: row.slug for row in db.session.execute(query)}

    def _book(self, slug: str) -> Book:
        if slug not in self._books:
            self._books[slug] = load_book(slug)
        return self._books[slug]

    def _text(self, edition_id: str) -> EditionText:
        if edition_id not in self._texts:
            self._texts[edition_id] = load_text(edition_id)
        return self._texts[edition_id]


def _sentence(level: str, obligation: ObligationFacts | None, heading: str) -> str:
    if obligation is None or obligation.level != level:
        return str(sentence(level, None, heading))
    said = sentence(
        level,
        obligation.action,
        heading,
        condition=obligation.condition or None,
        then=obligation.then or None,
        otherwise=obligation.otherwise or None,
    )
    return str(said)
