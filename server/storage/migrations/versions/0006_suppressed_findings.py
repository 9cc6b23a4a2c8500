"""Findings may be suppressed, and say how sure the detector is and which file of an archive they are in.

Findings that there are keep all they had: none is suppressed, and how sure the detector was is not known. Occurrences
learn which document they are in: for "archive.zip!/file" it is the archive.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_WORD = sa.String(length=20)
_PLACE = ("scan_id", "document_id", "rule_id", "fingerprint", "line", "column")
_LISTS = ((), ("severity",), ("category",))
_DOCUMENT = "ix_occurrences_document"
_PATH = "ix_occurrences_organization_id_environment_workspace_id_path"
_OF_WORKSPACE = ("organization_id", "environment", "workspace_id")
_NEW: dict[str, tuple[tuple[str, sa.types.TypeEngine[Any], str], ...]] = {
    "findings": (
        ("confidence", _WORD, ""),
        ("member", sa.String(length=255), ""),
        ("suppressed", sa.Boolean(), "0"),
        ("suppression_source", _WORD, ""),
        ("suppression_line", sa.Integer(), "0"),
    ),
    "scans": (("suppressed_count", sa.Integer(), "0"), ("ignore_digest", sa.String(length=71), "")),
}


def upgrade() -> None:
    for filters in _LISTS:
        op.drop_index(_index("scan_id", *filters, "id"), "findings")
    for table, columns in _NEW.items():
        with op.batch_alter_table(table) as changed:
            for name, kind, value in columns:
                default = sa.false() if isinstance(kind, sa.Boolean) else value
                changed.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        with op.batch_alter_table(table) as changed:
            for name, kind, _ in columns:
                changed.alter_column(name, existing_type=kind, server_default=None)
    _set_place(*_PLACE, "member")
    for filters in _LISTS:
        columns_of_list = ("scan_id", "suppressed", *filters, "id")
        op.create_index(_index(*columns_of_list), "findings", list(columns_of_list))
    _learn_documents()


def _learn_documents() -> None:
    path, document = sa.column("path", sa.String), sa.column("document_path", sa.String)
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.add_column(sa.Column("document_path", sa.String(length=1024), nullable=False, server_default=""))
    sqlite = op.get_bind().dialect.name == "sqlite"
    length = (sa.func.instr(path, "!/") if sqlite else sa.func.strpos(path, "!/")) - 1
    archive = sa.case((length > 0, sa.func.substr(path, 1, length)), else_=path)
    op.execute(sa.table("occurrences", path, document).update().values(document_path=archive))
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.alter_column("document_path", existing_type=sa.String(length=1024), server_default=None)
    op.drop_index(_PATH, "occurrences")
    op.create_index(_DOCUMENT, "occurrences", [*_OF_WORKSPACE, "document_path"])


def downgrade() -> None:
    op.drop_index(_DOCUMENT, "occurrences")
    with op.batch_alter_table("occurrences") as occurrences:
        occurrences.drop_column("document_path")
    op.create_index(_PATH, "occurrences", [*_OF_WORKSPACE, "path"])
    for filters in _LISTS:
        op.drop_index(_index("scan_id", "suppressed", *filters, "id"), "findings")
    findings = sa.table("findings", *(sa.column(name) for name in ("id", "suppressed", "member", *_PLACE)))
    op.execute(findings.delete().where(findings.c.suppressed))
    # Of what differs by the file in an archive alone, one stays.
    other = findings.alias()
    same = sa.and_(*(other.c[name] == findings.c[name] for name in _PLACE), other.c.id < findings.c.id)
    op.execute(findings.delete().where(sa.exists(sa.select(other.c.id).where(same))))
    _set_place(*_PLACE)
    for table, columns in _NEW.items():
        with op.batch_alter_table(table) as changed:
            for name, _, _ in columns:
                changed.drop_column(name)
    for filters in _LISTS:
        columns_of_list = ("scan_id", *filters, "id")
        op.create_index(_index(*columns_of_list), "findings", list(columns_of_list))


def _index(*columns: str) -> str:
    return op.f(f"ix_findings_{'_'.join(columns)}")


def _set_place(*columns: str) -> None:
    with op.batch_alter_table("findings") as findings:
        findings.drop_constraint("uq_findings_place", type_="unique")
        findings.create_unique_constraint("uq_findings_place", list(columns))
