"""Whether published editions are still what was published: what `portal db check` asks."""

import sqlalchemy as sa

from portal.audit.queries import find_entry
from portal.common.database import db
from portal.common.issues import Issues
from portal.guidance.models import Edition
from portal.guidance.queries import load_text
from portal.guidance.rules_content import ENTERED, PUBLISHED
from portal.guidance.rules_hash import edition_sha256
from portal.items.models import Item


def edition_issues() -> Issues:
    """Return each published edition that says something else than its hash, its audit entry or its item does.

    The databases refuse such changes; whoever takes the triggers away first is found out here.
    """
    issues = Issues()
    query = sa.select(Edition, Item.visible_from).join(Item, Item.id == Edition.id).order_by(Edition.written)
    for edition, visible_from in db.session.execute(query.where(Edition.published_at.is_not(None))):
        entry = find_entry(object_id=edition.id, actions={ENTERED, PUBLISHED})
        published_at = edition.published_at.isoformat() if edition.published_at else None
        named = f"The edition “{edition.title}” ({edition.id})"
        if edition_sha256(load_text(edition.id)) != edition.sha256:
            issues.report(f"{named} does not say what was published: its text does not match its hash.")
        if entry is None or entry.content_hash != edition.sha256:
            issues.report(f"{named} has another hash than the audit recorded.")
        if entry is None or entry.details.get("published_at") != published_at:
            issues.report(f"{named} has another instant of publication than the audit recorded.")
        if visible_from != edition.published_at:
            issues.report(f"{named} is not visible from the instant of its publication on.")
    return issues
