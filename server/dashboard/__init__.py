"""The dashboard in a browser: its files and the session of its page. Its sources are in `dashboard/` at the top."""
