"""Workspaces and their documents, scans of them, and what was found: ScanService and the worker behind it."""
