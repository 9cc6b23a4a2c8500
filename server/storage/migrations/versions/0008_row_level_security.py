"""PostgreSQL holds the walls between tenants by itself, beside the application (row-level security).

A transaction says whose rows it may see: ``netallion.organization`` and ``netallion.environment``, an id and "live" or
"test", or "*" for the service itself (server/storage/walls.py). One that says nothing sees nothing. The walls hold for
the tables' owner too; superusers and roles with BYPASSRLS would pass them, so for those there is the role
netallion_service, which every connection of the service takes (CREATE ROLE and FORCE ROW LEVEL SECURITY in
https://www.postgresql.org/docs/current/ddl-rowsecurity.html). SQLite knows nothing like it.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_ORGANIZATION = "current_setting('netallion.organization', true) IN ('*', {column})"
_ENVIRONMENT = "current_setting('netallion.environment', true) IN ('*', environment)"
_CREDENTIALS = "current_setting('netallion.environment', true) IN ('*', 'live', environment)"
_TABLES = {
    (_ORGANIZATION.format(column="id"),): ("organizations",),
    (_ORGANIZATION.format(column="organization_id"),): (
        *("api_key_secrets", "data_keys", "oauth_access_tokens", "oauth_client_secrets", "oauth_codes"),
        *("oauth_refresh_tokens", "refresh_tokens", "sessions", "users"),
    ),
    (_ORGANIZATION.format(column="organization_id"), _CREDENTIALS): (
        *("api_keys", "oauth_clients", "oauth_grants", "usage_days"),
    ),
    (_ORGANIZATION.format(column="organization_id"), _ENVIRONMENT): (
        *("document_contents", "documents", "findings", "hidden_workspaces", "incident_events", "incidents"),
        *("occurrences", "scan_chunks", "scan_documents", "scans", "workspaces"),
    ),
}
# A role belongs to all databases of a server, so another database's migration may make it at the same moment.
_MAKE_ROLE = """
DO $$
BEGIN
    IF (SELECT rolsuper OR (rolbypassrls AND rolcreaterole) FROM pg_roles WHERE rolname = current_user) THEN
        BEGIN
            CREATE ROLE netallion_service NOLOGIN NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'netallion_service') THEN
        GRANT USAGE ON SCHEMA public TO netallion_service;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO netallion_service;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO netallion_service;
    END IF;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_MAKE_ROLE)
    for conditions, tables in _TABLES.items():
        for table in tables:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant ON {table} USING ({' AND '.join(conditions)})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for tables in _TABLES.values():
        for table in tables:
            op.execute(f"DROP POLICY tenant ON {table}")
            op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
