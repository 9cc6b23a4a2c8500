"""Agents' configuration: what clients of language models are told to start, to trust and to obey.

detector.py is the detector; rules.py the table of its rules. A document is recognised and parsed in documents.py
(jsonc.py, yamls.py, toml.py, which make the tree of nodes.py), its servers, tools and settings are found in contents.py
and server.py, and each theme has its module: packages.py (with launchers.py and known.py), commands.py, containers.py
(with images.py), paths.py, credentials.py, approval.py, transport.py, wording.py (with phrases.py).
"""

from __future__ import annotations

from server.detection.agents.detector import AgentsDetector

__all__ = ["AgentsDetector"]
