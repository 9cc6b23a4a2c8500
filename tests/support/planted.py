"""Documents to upload, and secrets to plant in them: made at run time, so that our own tree has none."""

from __future__ import annotations

import base64

from tests.support.detection import aws_key_id, aws_secret, github_token

__all__ = ["aws_key_id", "aws_secret", "document", "github_token"]


def document(path: str, text: str | bytes) -> dict[str, str]:
    """Return a document as the API takes it."""
    raw = text.encode() if isinstance(text, str) else text
    return {"path": path, "content": base64.b64encode(raw).decode()}
