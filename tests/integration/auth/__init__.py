"""Tests of the auth domain, and of the chain in front of it, on real databases and a real Valkey."""
