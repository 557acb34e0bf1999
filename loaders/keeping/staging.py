"""Two kinds of kept answers: of a refresh under way, and of a dataset in use."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from loaders.keeping.store import Entry, Kept, Store, kept_of, now, read_lines
from loaders.services.cbs import reader
from loaders.services.cbs.model import Reader
from loaders.services.errors import SourceError
from loaders.services.http import Transport
from loaders.services.settings import Settings
from snapshot.files import replace_text


class Staging:
    """Answers of a refresh under way: what an earlier, stopped one got for the same question is used again."""

    def __init__(self, store: Store, dataset: str, modified: str, question: str) -> None:
        self._store, self._modified = store, modified
        self._path = store.staging_path(dataset)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        header = {"modified": modified, "question": question}
        lines = read_lines(self._path)
        self.answers: dict[str, Kept] = {}
        if lines[:1] == [header]:
            self.answers = {kept.url: kept for line in lines[1:] if (kept := kept_of(line))}
        else:
            replace_text(self._path, json.dumps(header) + "\n")
        self.resumed = len(self.answers)

    def get(self, url: str) -> bytes | None:
        """See Answers; a damaged answer counts as none."""
        kept = self.answers.get(url)
        try:
            return self._store.read(kept.sha256) if kept else None
        except SourceError:
            del self.answers[url]
            return None

    def put(self, url: str, body: bytes) -> None:
        """See Answers."""
        kept = Kept(url, now(), self._modified, self._store.write(body))
        self.answers[url] = kept
        with self._path.open("ab") as file:
            file.write(b"\n" if _ends_half(self._path) else b"")
            file.write(json.dumps(asdict(kept)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def forget(self) -> None:
        """Drop what was staged: it turned out not to be usable."""
        self._path.unlink(missing_ok=True)


def _ends_half(path: Path) -> bool:
    content = path.read_bytes()[-1:]
    return content not in (b"", b"\n")


class Accepted:
    """The answers of an entry in use, read only."""

    def __init__(self, store: Store, entry: Entry) -> None:
        self._store = store
        self._hashes = {answer.url: answer.sha256 for answer in entry.answers}

    def get(self, url: str) -> bytes | None:
        """See Answers; raise SourceError where the file is damaged."""
        sha256 = self._hashes.get(url)
        return self._store.read(sha256) if sha256 else None

    def put(self, url: str, body: bytes) -> None:  # noqa: ARG002
        """Refuse: a build keeps nothing."""
        raise SourceError("a build was about to keep an answer", cause="unexpected", evidence=url)


def kept_transport(store: Store, entry: Entry) -> Transport:
    """Return a transport that answers from what was accepted, and never asks the network."""
    settings = Settings(api=entry.api, url=entry.url)
    return Transport(settings, answers=Accepted(store, entry), offline=True)


def kept_reader(store: Store, entry: Entry) -> Reader:
    """Return a reader of CBS that answers from what was accepted, and never asks the network."""
    return reader(kept_transport(store, entry))
