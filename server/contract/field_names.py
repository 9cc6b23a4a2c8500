"""Names that callers made up, as an error may show them."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z_$@][A-Za-z0-9_$@.-]{0,47}", re.ASCII)
_CREDENTIAL = "cpf_"


def printable(name: str) -> str:
    """Return the name of an unknown field or parameter. What is no name is not repeated: it may be a credential."""
    return name if _NAME.fullmatch(name) and _CREDENTIAL not in name else "(a name that is not shown)"
