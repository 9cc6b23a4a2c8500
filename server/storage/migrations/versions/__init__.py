"""The migrations in order; each file says what it changes."""
