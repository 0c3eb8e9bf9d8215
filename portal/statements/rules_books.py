"""The check on bare texts: provisions, drafts and pairs of one JSON document in, findings and judgements out.

What is asked for is in the contract of `portal check --book`. Keys that are unknown are ignored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from portal.common.issues import Issues
from portal.statements.rules_check import Book, Outcome, Provision

Fields = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text to be compared with every provision."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A text to be compared with one provision."""

    id: str
    provision: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """What one document asks for."""

    provisions: tuple[Provision, ...]
    drafts: tuple[Draft, ...]
    pairs: tuple[Pair, ...]


_REQUIRED: Final = {
    "provisions": ("id", "text"),
    "drafts": ("id", "text"),
    "pairs": ("id", "provision", "text"),
}


def request_issues(document: object) -> Issues:
    """Name everything that keeps a document from being read, each with the place where it stands."""
    issues = Issues()
    if not isinstance(document, Mapping):
        issues.report("The document must be an object with provisions, drafts and pairs.")
        return issues
    for name, required in _REQUIRED.items():
        rows = document.get(name, [])
        if not isinstance(rows, list):
            issues.report("This must be a list.", field=name)
            continue
        for number, row in enumerate(rows):
            for message in _row_messages(row, required):
                issues.report(message, field=f"{name}[{number}]")
        if not issues:
            _report_doubles(rows, name, issues)
    if not issues:
        _report_unknown(document, issues)
    return issues


def _row_messages(row: object, required: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(row, Mapping):
        yield "This must be an object."
        return
    for key in required:
        if not isinstance(row.get(key), str):
            yield f"“{key}” must be given, as text."


def _report_doubles(rows: list[Fields], name: str, issues: Issues) -> None:
    seen: set[object] = set()
    for number, row in enumerate(rows):
        if row["id"] in seen:
            issues.report(f"The id “{row['id']}” was used before; give each its own.", field=f"{name}[{number}]")
        seen.add(row["id"])


def _report_unknown(document: Fields, issues: Issues) -> None:
    known = {row["id"] for row in _rows(document, "provisions")}
    for number, row in enumerate(_rows(document, "pairs")):
        if row["provision"] not in known:
            issues.report(f"There is no provision “{row['provision']}”.", field=f"pairs[{number}]")


def read_request(document: Fields) -> Request:
    """Read a document that has no issues."""
    return Request(
        provisions=tuple(_provision(row) for row in _rows(document, "provisions")),
        drafts=tuple(Draft(id=str(row["id"]), text=str(row["text"])) for row in _rows(document, "drafts")),
        pairs=tuple(
            Pair(id=str(row["id"]), provision=str(row["provision"]), text=str(row["text"]))
            for row in _rows(document, "pairs")
        ),
    )


def _rows(document: Fields, name: str) -> list[Fields]:
    rows = document.get(name, [])
    return rows if isinstance(rows, list) else []


def _provision(row: Fields) -> Provision:
    synonyms = row.get("synonyms")
    return Provision(
        id=str(row["id"]),
        text=str(row["text"]),
        audience=_text(row, "audience"),
        level=_text(row, "level"),
        action=_text(row, "action"),
        synonyms=tuple(str(each) for each in synonyms) if isinstance(synonyms, list) else (),
    )


def _text(row: Fields, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def answer(request: Request) -> dict[str, dict[str, object]]:
    """Check every draft and pair of a request.

    Returns:
        ``drafts``, a list of ``start, end, sentence, provision, passage, verdict, reason`` by id of the draft; and
        ``pairs``, ``verdict, reason`` by id of the pair.
    """
    book = Book(request.provisions)
    return {
        "drafts": {draft.id: _findings(book, draft) for draft in request.drafts},
        "pairs": {pair.id: _judgement(book, pair) for pair in request.pairs},
    }


def _findings(book: Book, draft: Draft) -> list[dict[str, object]]:
    return [
        {
            "start": finding.start,
            "end": finding.end,
            "sentence": finding.sentence,
            "provision": finding.provision,
            "passage": finding.passage,
            "verdict": Outcome.CONTRADICTS.value,
            "reason": finding.reason,
        }
        for finding in book.findings(draft.text)
    ]


def _judgement(book: Book, pair: Pair) -> dict[str, str]:
    judgement = book.judge(pair.text, pair.provision)
    return {"verdict": judgement.outcome.value, "reason": judgement.reason}
