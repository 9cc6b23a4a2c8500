"""Who calls: organizations, users, sessions, API keys, and what becomes of a bearer token."""
