"""Tests of parts against the real servers they use."""
