"""One row per thing that can be shown, searched or cited: whether someone may see it is asked here and nowhere else."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime


class Item(Model):
    """What can be shown: its kind, title and path, from when until when, and to whom; changed by its owner only.

    It bears the id of what it stands for. `permission` is null for the public; `place_code` limits it to the
    people of one state. `path` is null where the owner derives it, as for an edition, whose number is derived.
    """

    __tablename__ = "items"
    __table_args__ = (
        sa.CheckConstraint("permission IS NOT NULL OR visible_from IS NOT NULL", name="public_from_an_instant"),
    )

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(32))
    program_id: Mapped[str | None] = mapped_column(sa.ForeignKey("programs.id"))
    title: Mapped[str] = mapped_column(sa.String(300))
    path: Mapped[str | None] = mapped_column(sa.String(300))
    visible_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    visible_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    permission: Mapped[str | None] = mapped_column(sa.String(64))
    place_code: Mapped[str | None] = mapped_column(sa.ForeignKey("places.code"))
