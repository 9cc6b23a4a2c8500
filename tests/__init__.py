"""Tests: unit, integration, and conformance, and what they share."""
