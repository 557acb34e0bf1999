"""One requests session for every question to CBS: timeouts, retries, gzip, an honest name, and kept answers.

`cbsodata` makes a new `Session` per page, prepares its requests without it (so without gzip or a User-Agent) and
sets no timeout. It looks the name `Session` up in its own module, so this session stands in for that name
(see loaders/services/cbs/v3.py) and gets every request to send. Nothing of the package is copied or changed.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests

from loaders.services.causes import Cause
from loaders.services.errors import NoAnswer, NotKept, SourceError, TableGone
from loaders.services.settings import USER_AGENT, Settings

LOG = logging.getLogger(__name__)
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
LONGEST_PAUSE_S = 60.0
BROKEN = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
BROKEN_BODY = (requests.exceptions.ContentDecodingError, requests.exceptions.RequestException)


class Answers(Protocol):
    """Answers that are already here, by address."""

    def get(self, url: str) -> bytes | None:
        """Return the kept answer, or None."""

    def put(self, url: str, body: bytes) -> None:
        """Keep an answer."""


class Transport(requests.Session):
    """Sends requests politely. An address that is in `answers` is not asked again; None keeps nothing."""

    def __init__(
        self,
        settings: Settings,
        *,
        answers: Answers | None = None,
        offline: bool = False,
        on_rows: Callable[[int], Any] | None = None,
    ) -> None:
        super().__init__()
        self.settings, self.answers, self.offline, self.on_rows = settings, answers, offline, on_rows
        self._seen: set[str] = set()

    def begin(self) -> None:
        """Start a question: within one, no address may come back, or its pages go round in a circle."""
        self._seen.clear()

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send `request`, again where that can help; return a response whose body is here and looks like OData.

        Raises:
            NoAnswer: No usable answer after all attempts.
            SourceError: Pages that go round in a circle, or offline without a kept answer.
        """
        url = self._with_scheme(str(request.url))
        request.url = url
        if url in self._seen:
            raise SourceError("the pages of an answer go round in a circle", cause="not_data", evidence=url)
        self._seen.add(url)
        kept = self.answers.get(url) if self.answers else None
        if kept is not None:
            return self._done(request, kept)
        if self.offline:
            raise NotKept(
                "an answer is not kept", cause="damaged", evidence=url, advice="run: python -m loaders refresh"
            )
        request.headers["User-Agent"] = USER_AGENT
        request.headers["Accept-Encoding"] = "gzip, deflate"
        request.headers["Accept"] = "application/json"
        if requests.utils.should_bypass_proxies(url, no_proxy=None) or urlsplit(url).hostname in (
            "127.0.0.1",
            "localhost",
        ):
            kwargs["proxies"] = {}
        kwargs["timeout"] = (self.settings.connect_s, self.settings.read_s)
        response, body = self._attempts(request, kwargs)
        if response.ok and self.answers is not None:
            self.answers.put(url, body)
        if response.ok:
            return self._done(request, body)
        response._content = body  # it was read from the stream already
        return response

    def _with_scheme(self, url: str) -> str:
        """Return `url` with the scheme of the settings: cbsodata knows only one for the whole process."""
        base = urlsplit(self.settings.url)
        found = urlsplit(url)
        return found._replace(scheme=base.scheme).geturl() if found.netloc == base.netloc else url

    def _attempts(self, request: requests.PreparedRequest, kwargs: dict[str, Any]) -> tuple[requests.Response, bytes]:
        problem = ""
        cause: Cause = "unreachable"
        for attempt in range(self.settings.attempts):
            if attempt:
                self._pause(attempt, problem)
            try:
                response = super().send(request, **{**kwargs, "stream": True})
                body = self._body(response)
            except BROKEN_BODY as error:
                problem, cause = f"{type(error).__name__}: {error}", cause_of(error)
                if not isinstance(error, (*BROKEN, requests.exceptions.ContentDecodingError)):
                    break
                continue
            if response.ok:
                problem, cause = _unusable(body), "not_data"
                if not problem:
                    return response, body
            elif response.status_code not in RETRIED:
                return response, body
            else:
                problem, cause = f"HTTP {response.status_code} {_wait_wanted(response)}".strip(), "unreachable"
        raise NoAnswer(
            f"no usable answer after {self.settings.attempts} attempts",
            cause=cause,
            evidence=f"{problem[:300]} from {request.url}",
        )

    def _body(self, response: requests.Response) -> bytes:
        until = time.monotonic() + self.settings.answer_s
        parts: list[bytes] = []
        for part in response.iter_content(1 << 16):
            parts.append(part)
            if time.monotonic() > until:
                response.close()
                raise requests.Timeout(f"the answer took longer than {self.settings.answer_s:g} s")
        return b"".join(parts)

    def _pause(self, attempt: int, problem: str) -> None:
        longest = min(LONGEST_PAUSE_S, self.settings.pause_s * 2 ** (attempt - 1))
        wait = longest * random.uniform(0.5, 1.5)  # noqa: S311  jitter, no secret
        if "Retry-After" in problem:
            wait = min(LONGEST_PAUSE_S, max(wait, float(problem.rsplit(" ", 1)[1])))
        LOG.info("attempt %d in %.1f s: %s", attempt + 1, wait, problem)
        time.sleep(wait)

    def _done(self, request: requests.PreparedRequest, body: bytes) -> requests.Response:
        if self.on_rows:
            self.on_rows(body.count(b"{") - 1)
        response = requests.Response()
        response.status_code, response.encoding, response.request = 200, "utf-8", request
        response.url = str(request.url)
        response._content = body
        return response


def refused(what: str, response: requests.Response | None, told: str) -> SourceError:
    """Return the error of a question that a service refused: a table that is gone, or an address that is too long.

    IIS answers 404 to both; only a question with a filter can be too long.
    """
    status = response.status_code if response is not None else 0
    address = str(response.url) if response is not None else ""
    query = urlsplit(address).query
    if status == requests.codes.not_found and "filter=" not in query:
        return TableGone(
            f"{what} could not be read", evidence=told, advice="look for the table in the catalogue of CBS"
        )
    said = " ".join(response.text.split())[:300] if response is not None else ""
    told = told if len(told) <= 300 else f"{told[:300]}…"
    length = f"a query of {len(query)} characters was answered with HTTP {status}: {said}; " if query else ""
    is_long = status in (requests.codes.not_found, requests.codes.request_uri_too_large) or "node count" in said
    return SourceError(
        f"{what} could not be read",
        cause="refused",
        shown=str(status or ""),
        evidence=length + told,
        advice="make MOST_TERMS and LONGEST in loaders/services/cbs/asking.py smaller, and refresh again"
        if is_long
        else "open the address in a browser to see what the service says, and refresh again",
    )


def cause_of(error: Exception) -> Cause:
    """Return why a question without an answer failed: another status, no connection, or a body that is no JSON."""
    if isinstance(error, requests.HTTPError):
        return "refused"
    if isinstance(error, json.JSONDecodeError) or not isinstance(error, requests.RequestException):
        return "not_data"
    return "unreachable"


def _unusable(body: bytes) -> str:
    """Return why a body with status 200 is not an answer of OData: '' where it is."""
    start = body[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.rstrip().isdigit():
        return ""  # a count
    if not start.startswith(b"{"):
        return f"no JSON but {start[:80]!r}"
    if b'"odata.error"' in start or start.startswith((b'{"error"', b'{ "error"')):
        return f"an error with status 200: {start[:200].decode('utf-8', 'replace')}"
    return "" if body.rstrip().endswith(b"}") else "JSON that stops half way"


def _wait_wanted(response: requests.Response) -> str:
    wanted = response.headers.get("Retry-After", "")
    return f"Retry-After {wanted}" if wanted.isdigit() else ""
