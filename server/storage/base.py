"""What every table is made of, and the marks that say whose a row is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC on both databases. A naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the value in UTC; SQLite stores it without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a naive datetime says no instant"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the value in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables; the naming makes constraints the same on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: dict[Any, Any] = {datetime: UtcDateTime()}  # noqa: RUF012 -- SQLAlchemy's own declaration


class OfOrganization:
    """Mark of a row that belongs to an organization. Bound sessions see their own organization's only."""

    organization_id: Mapped[str] = mapped_column(String(32), index=True)


class OfEnvironment(OfOrganization):
    """Mark of a row that belongs to one environment of an organization: live or sandbox data."""

    environment: Mapped[str] = mapped_column(String(8))


class OfCredentials(OfOrganization):
    """Mark of a credential: it opens one environment, and is managed from that one or from live."""

    environment: Mapped[str] = mapped_column(String(8))


def now() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)
