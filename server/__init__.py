"""Netallion AI Assurance: the server, its workers and its command line."""
