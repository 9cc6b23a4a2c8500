"""Cookies as browsers read them (RFC 6265bis, sections 4.1.2 and 4.1.3)."""

from __future__ import annotations

from datetime import timedelta

from server.cookies import Cookie

PLAIN = Cookie("netallion_x", "/a/path", "Strict", secure=False)
SECURE = Cookie("netallion_x", "/a/path", "Lax", secure=True)


def test_no_script_reads_it_and_it_is_sent_to_its_path_alone() -> None:
    name, value = PLAIN.set("v", timedelta(minutes=2))
    assert (name, value) == ("set-cookie", "netallion_x=v; Path=/a/path; Max-Age=120; HttpOnly; SameSite=Strict")


def test_over_https_it_is_secure_and_its_name_proves_it() -> None:
    _, value = SECURE.set("v", timedelta(seconds=1))
    assert value == "__Secure-netallion_x=v; Path=/a/path; Max-Age=1; HttpOnly; SameSite=Lax; Secure"
    assert SECURE.read("netallion_x=plain; __Secure-netallion_x=proved") == "proved"
    assert SECURE.read("netallion_x=plain") == ""


def test_it_is_found_among_others_however_odd_and_removed() -> None:
    assert PLAIN.read('a="b;c"; =; netallion_x=v=1;d') == "v=1"
    assert PLAIN.read("") == ""
    assert PLAIN.remove()[1].startswith("netallion_x=; Path=/a/path; Max-Age=0;")
