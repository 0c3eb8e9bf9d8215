"""Reading how the findings of drafts were met, and showing findings with both their passages."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from portal.common.database import db
from portal.guidance.rules_marks import mark_of_level
from portal.statements.models import FindingExit
from portal.statements.queries_said import whom_of
from portal.statements.rules_draft import DraftFinding
from portal.statements.rules_exits import WAY_WORDS, Exit, Way, finding_key
from portal.statements.rules_findings import FindingView, found_words
from portal.statements.rules_verdicts import SUSPENDED


def list_exits(item_id: str) -> list[Exit]:
    """Return how the findings of a draft were answered, oldest first."""
    query = sa.select(FindingExit).where(FindingExit.item_id == item_id).order_by(FindingExit.id)
    return [
        Exit(finding=row.finding, way=Way(row.way), reason=row.reason, by=row.by_account_id, at=row.at)
        for row in db.session.scalars(query)
    ]


def finding_views(
    findings: Iterable[DraftFinding], exits: Mapping[str, Exit], *, place: str, zone: str
) -> list[FindingView]:
    """Return what the check finds, in the order of the words."""
    return [_view(each, exits.get(finding_key(each)), place, zone) for each in findings]


def _view(finding: DraftFinding, met: Exit | None, place: str, zone: str) -> FindingView:
    published = finding.source.published_at
    return FindingView(
        key=finding_key(finding),
        words=found_words(finding.verdict, finding.against),
        provision=finding.provision,
        whom=whom_of(finding.audience, place),
        stated=mark_of_level(finding.stated) if finding.stated else None,
        in_force=None if finding.in_force == SUSPENDED else mark_of_level(finding.in_force),
        sentence=finding.sentence,
        passage=finding.source.passage,
        published_on=published.astimezone(ZoneInfo(zone)).date() if published else None,
        url=finding.source.url,
        way=WAY_WORDS[met.way] if met else "",
        reason=met.reason if met else "",
    )
