"""What the door says to who may not come in: in Dutch, as a page or as JSON, with what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dashboard.about.questions import contact
from dashboard.addresses import shell
from dashboard.addresses.asking import HTML
from dashboard.addresses.problems import PROBLEM
from dashboard.addresses.requests import wants_html
from dashboard.web.headers import frame_ancestors
from dashboard.web.returning import TO, safe
from snapshot.errors import SettingUnreadable

ENTER, LEAVE, FAULT = "/inloggen", "/auth/logout", "fout"
REFUSED, NOT_VALID, NO_PROVIDER = "geweigerd", "ongeldig", "dienst"
FRAMES = ("iframe", "frame", "embed", "object")
FIRST = "Log eerst in"
REASONS = {
    REFUSED: "Je organisatie liet je niet toe, of het inloggen is afgebroken.",
    NOT_VALID: "Het antwoord van de inlogdienst klopt niet, is verlopen of is al een keer gebruikt.",
    NO_PROVIDER: "De inlogdienst antwoordt niet. Probeer het over een paar minuten opnieuw.",
}


def log_in(request: Request, title: str) -> Response:
    """Return what a visitor gets that is not logged in."""
    if not wants_html(request.headers):
        return _problem(
            401, FIRST, "Deze gegevens zijn alleen te lezen na inloggen in het dashboard, in dezelfde browser."
        )
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.headers.get("sec-fetch-dest") in FRAMES:
        return _in_a_frame(asked)
    wanted = safe(asked)
    to = f"{ENTER}?{urlencode({TO: wanted})}" if wanted else ENTER
    text = "<p>Log in met het account van je organisatie. Daarna ga je verder op de pagina die je wilde openen.</p>"
    return _page(401, title, f"{text}{shell.ways([(to, 'Inloggen')])}")


def failed(fault: str, title: str) -> Response:
    """Return the page that says why logging in failed."""
    reason = REASONS.get(fault, REASONS[NOT_VALID])
    text = f"<p>{escape(reason)}</p><p>Lukt het niet? {_ask()}</p>"
    return _page(401, f"Inloggen is niet gelukt | {title}", text + shell.ways([(ENTER, "Opnieuw inloggen")]))


def without_role(request: Request) -> Response:
    """Return what a visitor gets that is logged in and has no role."""
    if not wants_html(request.headers):
        return _problem(403, "Je hebt geen toegang", f"Je bent ingelogd, maar je hebt nog geen rol. {_ask(plain=True)}")
    text = f"<p>Je bent ingelogd, maar je account heeft nog geen rol voor dit dashboard. {_ask()}</p>"
    again = "<p>Heb je net een rol gekregen? Log uit en weer in.</p>"
    return _page(403, "Je hebt nog geen toegang", text + again + shell.ways([(LEAVE, "Uitloggen")]))


def _in_a_frame(asked: str) -> Response:
    """Return what stands in a frame of another site: a browser does not send the login along there."""
    text = "<p>In een pagina van een andere website kun je niet inloggen. Open dit daarom in het dashboard zelf.</p>"
    ways = shell.ways([(safe(asked) or "/", "Openen in het dashboard")], elsewhere=True)
    frames: list[str] = []
    for allowed in (shell.allowed, frame_ancestors):
        with suppress(SettingUnreadable):  # said in the log where the pages are sent
            frames += allowed()
    return _page(401, "Alleen na inloggen", text + ways, frames=frames)


def _ask(*, plain: bool = False) -> str:
    if not (address := contact()):
        return "Vraag het aan de beheerder van dit dashboard."
    link = f'<a href="mailto:{escape(address)}">{escape(address)}</a>'
    return f"Mail naar {address if plain else link}."


def _page(status: int, title: str, html: str, *, frames: Sequence[str] = ()) -> Response:
    body = shell.document(title, f"<h1>{escape(title.split(' | ')[0])}</h1>{html}")
    headers = {"Content-Security-Policy": shell.policy(frames), "Vary": "Cookie, Accept, Sec-Fetch-Dest"}
    return Response(body, status, headers=headers | _challenge(status), media_type=HTML)


def _problem(status: int, title: str, detail: str) -> Response:
    content = {"title": title, "status": status, "detail": detail}
    body = json.dumps(content, ensure_ascii=False) + "\n"
    return Response(body, status, headers={"Vary": "Cookie, Accept"} | _challenge(status), media_type=PROBLEM)


def _challenge(status: int) -> dict[str, str]:
    return {"WWW-Authenticate": 'Cookie realm="dashboard"'} if status == 401 else {}
