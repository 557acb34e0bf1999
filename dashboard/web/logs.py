"""What the server writes down: one line an event, for people or for programs, and never about who visited.

An exception may quote what a visitor typed and the platform may name an address: what looks like either is left out.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TextIO

from snapshot.errors import SettingUnreadable

SETTING, TEXT, JSON = "LOG_FORMAT", "text", "json"
QUERY = re.compile(r"\?[^\s\"'<>]+")  # what was chosen and written, behind an address
ADDRESS = re.compile(r"(?<![\w:.])\[?([0-9a-fA-F:.]*[0-9a-fA-F])\]?(:\d+)?(?![\w])")


def cleaned(text: str) -> str:
    """Return `text` without query strings and without network addresses."""
    return ADDRESS.sub(_without, QUERY.sub("?...", text))


def _without(found: re.Match[str]) -> str:
    for candidate in (found[1], found[1].rsplit(":", 1)[0]):  # with a port behind it
        try:
            ip_address(candidate)
        except ValueError:
            continue
        return "(address)"
    return found[0]


class Lines(logging.Formatter):
    """A line a record: readable, or JSON with time, level, logger, message and the error where there is one."""

    def __init__(self, kind: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.kind = kind

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one record."""
        if self.kind == TEXT:
            return cleaned(super().format(record))
        content = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": cleaned(record.getMessage()),
        }
        if record.exc_info:
            content["error"] = cleaned(self.formatException(record.exc_info))
        return json.dumps(content, ensure_ascii=False)


def write_logs(environment: Mapping[str, str] = os.environ, stream: TextIO | None = None) -> None:
    """Let every logger of the process write through one handler, in the form that LOG_FORMAT names.

    Raises:
        SettingUnreadable: LOG_FORMAT is neither text nor json.
    """
    kind = environment.get(SETTING, "").strip() or TEXT
    if kind not in (TEXT, JSON):
        raise SettingUnreadable(f"{SETTING}={kind!r} is no form of log; write {TEXT} or {JSON}")
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines(kind))
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("streamlit", "uvicorn", "websockets"):  # each brings a handler of its own
            logger = logging.getLogger(name)
            logger.handlers, logger.propagate = [], True
            if name.startswith("uvicorn."):
                logger.setLevel(logging.WARNING)  # below that it writes a line per visit
    logging.root.handlers = [handler]
    logging.getLogger("dashboard").setLevel(logging.INFO)
