"""The sentences of the statements in an answer: made from the guidance of its day, and then kept as they were said."""

from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from portal.answers.rules_content import AnswerContent, Mark, read_mark
from portal.common.database import db
from portal.common.formatting import inside_sentence
from portal.common.markup import Link, Rendered, render
from portal.guidance.models import Document, ProvisionLabel
from portal.guidance.queries import load_book, load_text
from portal.guidance.rules_book import Book, EditionText
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_levels import NOT_ADDRESSED, sentence
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest
from portal.programs.models import Program
from portal.programs.queries import load_atlas, load_audiences
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import Atlas
from portal.statements.rules_content import StatementContent


@dataclass(frozen=True, kw_only=True)
class Worded:
    """An answer as it is shown, and what it states."""

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

    def __init__(self, program: Program) -> None:
        """Take the program whose guidance speaks."""
        self._program = program
        self._books: dict[str, Book] = {}
        self._texts: dict[str, EditionText] = {}

    def of(self, content: AnswerContent) -> Worded:
        """Return an answer with its statements in words; raises MarkupTooHeavyError as `render` does.

        What guidance does not address is said so, and is no statement.
        """
        stated: list[StatementContent] = []
        on = content.published_at.astimezone(ZoneInfo(self._program.time_zone)).date()

        def link(written: str) -> Link:
            mark = read_mark(written)
            said = self._said(mark, content, Moment(on=on, known=content.published_at, zone=self._program.time_zone))
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

    def _said(self, mark: Mark, content: AnswerContent, moment: Moment) -> _Worded:
        book = self._book(mark.label)
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
            .where(ProvisionLabel.program_id == self._program.id)
        )
        return {row.label: row.slug for row in db.session.execute(query)}

    def _book(self, label: str) -> Book:
        slug = self._documents[label]
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
