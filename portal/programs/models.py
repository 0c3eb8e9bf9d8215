"""Programs, kinds of stakeholder, and places with the days on which a program was activated there."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only

PLACE_KINDS = ("nation", "state", "district", "territory", "county")


class Program(Model):
    """An undertaking in which several governments take part; its texts may be reworded, its events are only added."""

    __tablename__ = "programs"

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(64), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    intent: Mapped[str] = mapped_column(sa.Text)
    legal_basis: Mapped[list[str]] = mapped_column(sa.JSON)
    time_zone: Mapped[str] = mapped_column(sa.String(64))
    description: Mapped[str] = mapped_column(sa.Text)


class ProgramEvent(Model):
    """What happened to a program on a day, with its source; never changes."""

    __tablename__ = "program_events"
    __guard__ = append_only("program_events", ("id",), ("program_id", "on", "kind"))
    __table_args__ = (sa.UniqueConstraint("program_id", "on", "kind"),)

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    on: Mapped[date]
    kind: Mapped[str] = mapped_column(sa.String(32))
    source: Mapped[str] = mapped_column(sa.Text)
    known_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Audience(Model):
    """A kind of stakeholder, in a tree; changes rarely."""

    __tablename__ = "audiences"

    slug: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    plural: Mapped[str] = mapped_column(sa.String(120))
    parent_slug: Mapped[str | None] = mapped_column(sa.ForeignKey("audiences.slug"))
    position: Mapped[int]


class Place(Model):
    """The nation, a state, the District, a territory or a county, by its code; it seldom changes."""

    __tablename__ = "places"
    __table_args__ = (sa.CheckConstraint(f"kind IN {PLACE_KINDS}", name="kind_is_known"),)

    # US, a postal code, or the five digits of a county's FIPS code.
    code: Mapped[str] = mapped_column(sa.String(5), primary_key=True)
    fips: Mapped[str | None] = mapped_column(sa.String(5))
    kind: Mapped[str] = mapped_column(sa.String(12))
    parent_code: Mapped[str | None] = mapped_column(sa.ForeignKey("places.code"), index=True)


class PlaceName(Model):
    """The name that a place bears from a day on (or always had); never changes."""

    __tablename__ = "place_names"
    __guard__ = append_only("place_names", ("id",))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    from_on: Mapped[date | None]


class Activation(Model):
    """A day on which a program was activated in a place, or a record of such a day taken back; never changes."""

    __tablename__ = "activations"
    __guard__ = append_only("activations", ("id",))
    __table_args__ = (
        sa.CheckConstraint("kind IN ('activated', 'retracted')", name="kind_is_known"),
        sa.Index(None, "program_id", "place_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"))
    kind: Mapped[str] = mapped_column(sa.String(12))
    on: Mapped[date]
    source: Mapped[str] = mapped_column(sa.Text)
    known_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
