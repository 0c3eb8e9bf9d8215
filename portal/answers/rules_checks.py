"""What is wrong with the editions of an answer, each by itself, one after the other, and beside the lists they name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from portal.answers.rules_content import AnswerContent, Mark, marks_of
from portal.answers.rules_sources import TEXT, AnswerSource
from portal.common.issues import Issues
from portal.common.markup import MarkupTooHeavyError, markup_issues
from portal.guidance.rules_levels import Level
from portal.programs.rules_checks import SLUG

LONGEST: Final = {"question": 300, "owner": 200, "change_note": 1_000}
LONGEST_ANSWER: Final = 20_000
MOST_WORDINGS: Final = 50
LONGEST_SLUG: Final = 64


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What an answer may name: labels of provisions, kinds of stakeholder, and places."""

    labels: Collection[str]
    audiences: Collection[str]
    places: Collection[str]


def answers_issues(answers: Sequence[Sequence[AnswerSource]], lists: Lists) -> Issues:
    """Report everything that is wrong with answers, each given as its editions by number."""
    issues = Issues()
    asked: dict[str, AnswerSource] = {}
    for editions in answers:
        for edition in editions:
            issues.extend(_edition_issues(edition, lists))
        issues.extend(_history_issues(editions))
        for question in dict.fromkeys([editions[-1].content.question, *editions[-1].content.wordings]):
            other = asked.setdefault(_folded(question), editions[-1])
            if other.slug != editions[-1].slug:
                message = f"“{question}” is answered in {other.file} too; keep one of them."
                editions[-1].report(issues, message, field="question")
    return issues


def _edition_issues(edition: AnswerSource, lists: Lists) -> Issues:
    issues, content = Issues(), edition.content
    if not SLUG.fullmatch(edition.slug) or len(edition.slug) > LONGEST_SLUG:
        message = "The folder’s name holds small letters, digits and single hyphens only, 64 characters at most."
        edition.report(issues, message, field="question")
    for name, limit in LONGEST.items():
        if len(getattr(content, name)) > limit:
            edition.report(issues, f"{name} has more than {limit:,} characters; shorten it.", field=name)
    if len(content.wordings) > MOST_WORDINGS or any(len(each) > LONGEST["question"] for each in content.wordings):
        message = f"Write at most {MOST_WORDINGS} wordings of at most {LONGEST['question']} characters."
        edition.report(issues, message, field="wordings")
    _report_unknown(edition, "audience", content.audience, lists.audiences, issues)
    _report_unknown(edition, "place", content.place, lists.places, issues)
    _report_text(edition, lists, issues)
    return issues


def content_issues(content: AnswerContent, lists: Lists) -> Issues:
    """Return what is wrong with an edition that is being written, each with the name of its field."""
    issues = Issues()
    for name in ("question", "owner"):
        if not getattr(content, name):
            issues.report("Write something here.", field=name)
    for name, limit in LONGEST.items():
        if len(getattr(content, name)) > limit:
            issues.report(f"Write at most {limit:,} characters.", field=name)
    if len(content.wordings) > MOST_WORDINGS or any(len(each) > LONGEST["question"] for each in content.wordings):
        message = f"Write at most {MOST_WORDINGS} wordings of at most {LONGEST['question']} characters."
        issues.report(message, field="wordings")
    _check_whom(content, lists, issues)
    _check_markdown(content.markdown, lists, issues)
    return issues


def _check_whom(content: AnswerContent, lists: Lists, issues: Issues) -> None:
    if content.audience not in lists.audiences:
        issues.report("Choose of whom it speaks.", field="audience")
    if content.place not in lists.places:
        issues.report("Choose a state, or leave it at the whole nation.", field="state")


def _check_markdown(markdown: str, lists: Lists, issues: Issues) -> None:
    if not markdown:
        issues.report("Write the answer.", field="markdown")
        return
    if len(markdown) > LONGEST_ANSWER:
        issues.report(f"An answer has at most {LONGEST_ANSWER:,} characters; shorten it.", field="markdown")
        return
    for issue in words_issues(markdown, lists):
        issues.report(f"Line {issue.line}: {issue.message}" if issue.line else issue.message, field="markdown")


def beside_issues(slug: str, content: AnswerContent, others: Mapping[str, AnswerContent]) -> Issues:
    """Return what is wrong with an edition beside the answers that stand, by their slugs, its own among them."""
    issues = Issues()
    own = others.get(slug)
    if own and own.public != content.public:
        issues.report("An answer stays public, or for staff. Write another answer instead.", field="public")
    if own and not content.change_note:
        issues.report("Say what changed since the edition before, and why.", field="change_note")
    asked = {_folded(each) for each in (content.question, *content.wordings)}
    for other, stands in others.items():
        if other != slug and asked & {_folded(each) for each in (stands.question, *stands.wordings)}:
            issues.report(f"This is answered in {other} too. Keep one of them.", field="question")
    return issues


def _folded(question: str) -> str:
    return " ".join(question.lower().split())


def _report_text(edition: AnswerSource, lists: Lists, issues: Issues) -> None:
    first = edition.lines[TEXT]
    if len(edition.content.markdown) > LONGEST_ANSWER:
        edition.report(issues, f"The answer has more than {LONGEST_ANSWER:,} characters; shorten it.", field=TEXT)
        return
    faults = words_issues(edition.content.markdown, lists)
    for fault in faults:
        line = first + fault.line - 1 if fault.line else first
        issues.report(fault.message, file=edition.file, line=line, field=TEXT)
    if not faults and not edition.content.marks:
        message = "The answer states no obligation; name the provision on which it rests, as [[label]]."
        edition.report(issues, message, field=TEXT)


def words_issues(markdown: str, lists: Lists) -> Issues:
    """Return what is wrong with the words of an answer and with what its statements name, by their lines."""
    issues = Issues(markup_issues(markdown))
    try:
        marks = tuple(marks_of(markdown))
    except MarkupTooHeavyError:
        return issues
    for mark in marks:
        for name, value, known in _named(mark, lists):
            if value is not None and value not in known:
                issues.report(_unknown(name, value, known), line=_line_of(markdown, mark))
    return issues


def _named(mark: Mark, lists: Lists) -> tuple[tuple[str, str | None, Collection[str]], ...]:
    return (
        ("provision", mark.label, lists.labels),
        ("audience", mark.audience, lists.audiences),
        ("level", mark.level, list(Level)),
    )


def _line_of(markdown: str, mark: Mark) -> int:
    return next((at for at, line in enumerate(markdown.split("\n")) if f"[[{mark.label}" in line), 0) + 1


def _report_unknown(edition: AnswerSource, name: str, value: str, known: Collection[str], issues: Issues) -> None:
    if value and value not in known:
        edition.report(issues, _unknown(name, value, known), field=name)


def _unknown(name: str, value: str, known: Collection[str]) -> str:
    near = get_close_matches(value, known, n=1)
    return f"There is no {name} {value}; {f'did you mean {near[0]}?' if near else 'write one that is known.'}"


def _history_issues(editions: Sequence[AnswerSource]) -> Issues:
    issues = Issues()
    for expected, edition in enumerate(editions, start=1):
        if edition.number != expected:
            message = f"Editions are numbered from 1 without a gap; name this one {expected}.md."
            issues.report(message, file=edition.file, line=1)
            break
    for before, after in pairwise(editions):
        if after.content.published_at <= before.content.published_at:
            message = f"Edition {after.number} is published before edition {before.number}; put them in order."
            after.report(issues, message, field="published")
        if not after.content.change_note:
            after.report(issues, "change_note is missing: say what changed, and why.", field="change_note")
        if after.content.public != before.content.public:
            message = "An answer stays public, or for staff; write another answer instead."
            after.report(issues, message, field="public")
    return issues
