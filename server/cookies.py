"""Cookies that the service's own pages need (RFC 6265bis): never readable by a script, each for one path alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Header = tuple[str, str]
SameSite = Literal["Lax", "Strict"]


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie by its name. `secure`: with an https public URL, which gives the name the prefix that proves it."""

    plain_name: str
    path: str
    same_site: SameSite
    secure: bool

    @property
    def name(self) -> str:
        """Return the name that the browser knows it by."""
        return f"__Secure-{self.plain_name}" if self.secure else self.plain_name

    def read(self, header: str) -> str:
        """Return the value in a Cookie header, "" if it is not there.

        Not by http.cookies, which gives up at another's cookie that is not as it expects.
        """
        pairs = (part.strip().partition("=") for part in header.split(";"))
        return {name: value for name, _, value in pairs}.get(self.name, "")

    def set(self, value: str, lifetime: timedelta) -> Header:
        """Return the header that sets it."""
        seconds = int(lifetime.total_seconds())
        secure = "; Secure" if self.secure else ""
        attributes = f"Path={self.path}; Max-Age={seconds}; HttpOnly; SameSite={self.same_site}{secure}"
        return "set-cookie", f"{self.name}={value}; {attributes}"

    def remove(self) -> Header:
        """Return the header that makes the browser forget it."""
        return self.set("", timedelta())
