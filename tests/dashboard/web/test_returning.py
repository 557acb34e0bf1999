"""The address to return to after logging in, against whatever a link can hold."""

from __future__ import annotations

from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response

from dashboard.web.returning import LONGEST, safe

HERE = "https://dashboard.example.nl"
PIECES = st.lists(
    st.sampled_from(["/", "//", "\\", ".", "..", "@", ":", "example.org", "https:", "javascript:", "?", "#", "%2f", "%5c", "\t",
                     "\n", "\x00", " ", ";", ",", '"', "é", "gemeente=Arnhem", "&", "%", "[", "]", "\u2215", "\uff0f"]),
    max_size=8,
).map("".join)  # fmt: skip


@given(wanted=st.one_of(PIECES, st.text(max_size=30), PIECES.map(lambda rest: f"/{rest}")))
def test_it_is_always_one_of_this_dashboard_and_fits_in_a_cookie(wanted: str) -> None:
    found = safe(wanted)
    if not found:
        return
    assert urljoin(f"{HERE}/uitkeringen", found).startswith(f"{HERE}/")
    assert found[0] == "/"
    assert found[1:2] not in ("/", "\\")
    assert found.isascii()
    answer = Response()
    answer.set_cookie("to", found)
    assert SimpleCookie(answer.headers["set-cookie"])["to"].value == found
    assert safe(found) == found


@given(values=st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=12)), max_size=4))
def test_the_choices_of_a_link_come_back_as_they_were(values: list[tuple[str, str]]) -> None:
    found = safe(f"/uitkeringen?{urlencode(values)}" if values else "/uitkeringen")
    assert parse_qsl(urlsplit(found).query, keep_blank_values=True) == values


@pytest.mark.parametrize("wanted", [None, "", "uitkeringen", "//example.org", "/" + "a" * LONGEST, "/\\example.org"])
def test_what_is_no_address_here_is_none(wanted: str | None) -> None:
    assert safe(wanted) == ""
