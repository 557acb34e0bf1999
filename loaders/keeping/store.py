"""Raw answers of publishers, kept by hash, and what is known of each dataset: the lock and the state.

    data/raw/cbs/answers/<sha256>.json.gz   one answer, byte for byte as it came
    data/raw/cbs/lock.json                  per dataset in use: url, retrieved, modified and sha256 of each answer
    data/raw/cbs/state.json                 per dataset: ok, older_edition or failed, since when, why
    data/raw/cbs/staging/<dataset>.jsonl    what an unfinished refresh already has

Every file is written aside and put in place in one step, and an answer before anything names it. So a process
that is killed at any moment leaves the lock, and all that it names, as it was.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import threading
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from loaders.keeping.notes import damaged_state, entry_fault, state_fault
from loaders.services.causes import Cause
from loaders.services.errors import SourceError
from snapshot import clock
from snapshot.files import UNFINISHED, replace_text


@dataclass(frozen=True)
class Kept:
    """One kept answer: where it came from, when, and the hash that names its file."""

    url: str
    retrieved: str
    modified: str
    sha256: str


@dataclass(frozen=True)
class Entry:
    """The accepted answers of one dataset, and how they were asked: enough to read them again without a network."""

    dataset: str
    table: str
    title: str
    api: str
    url: str
    since: int
    modified: str
    retrieved: str
    declaration: str
    answers: tuple[Kept, ...]
    summary: dict[str, Any] = field(default_factory=dict)


def now() -> str:
    """Return this moment in UTC, to the second."""
    return clock.now().isoformat(timespec="seconds")


def day_of(moment: str) -> str:
    """Return the day in the Netherlands of an ISO moment; empty where it is none: some publishers' marks are opaque."""
    try:
        return clock.local_day(moment).isoformat()
    except ValueError:
        return ""


class Store:
    """The folder with raw answers. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard = threading.Lock()

    # --- answers ------------------------------------------------------------------------------------------------

    def read(self, sha256: str) -> bytes:
        """Return an answer; raise SourceError where its file is gone or damaged."""
        path = self._path(sha256)
        try:
            body = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, ValueError) as error:
            raise SourceError(
                "a kept answer cannot be read", cause="damaged", evidence=f"{path.name}: {error}", advice=AGAIN
            ) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise SourceError("a kept answer is damaged", cause="damaged", evidence=path.name, advice=AGAIN)
        return body

    def write(self, body: bytes) -> str:
        """Keep an answer and return its hash; the same answer is kept once."""
        sha256 = hashlib.sha256(body).hexdigest()
        path = self._path(sha256)
        if not self._is_sound(sha256):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f"{UNFINISHED}{path.name}-{os.getpid()}-{threading.get_ident()}")
            with aside.open("wb") as file:
                file.write(gzip.compress(body, compresslevel=3, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        return sha256

    def _is_sound(self, sha256: str) -> bool:
        try:
            self.read(sha256)
        except SourceError:
            return False
        return True

    def _path(self, sha256: str) -> Path:
        return self.folder / "answers" / f"{sha256}.json.gz"

    @property
    def is_used(self) -> bool:
        """Whether anything was ever fetched or taken in here."""
        return any((self.folder / name).exists() for name in ("lock.json", "state.json"))

    # --- lock and state -----------------------------------------------------------------------------------------

    def entries(self) -> dict[str, Entry]:
        """Return what is in use, per dataset; raise SourceError where the lock cannot be read."""
        stored = self._json("lock.json")
        faults = {name: fault for name, entry in stored.items() if (fault := entry_fault(entry, FIELDS, ANSWER))}
        faults |= {
            name: f"it is about {entry['dataset']}"
            for name, entry in stored.items()
            if name not in faults and entry["dataset"] != name
        }
        if faults:
            raise self._unreadable("lock.json", "; ".join(f"{name}: {fault}" for name, fault in faults.items()))
        return {
            name: Entry(**{**entry, "answers": tuple(Kept(**answer) for answer in entry["answers"])})
            for name, entry in stored.items()
        }

    def accept(self, entry: Entry) -> None:
        """Put `entry` in use, in one step, and forget its staging."""
        with self._guard:
            stored = self._json("lock.json")
            stored[entry.dataset] = asdict(entry)
            self._write("lock.json", stored)
        self.staging_path(entry.dataset).unlink(missing_ok=True)

    def restore(self, entries: dict[str, Entry]) -> None:
        """Put `entries` in use again, all of them and nothing else."""
        with self._guard:
            self._write("lock.json", {name: asdict(entry) for name, entry in entries.items()})

    def states(self) -> dict[str, dict[str, str]]:
        """Return per dataset its `state` (ok, older_edition or failed), `since`, `reason` and when it was `checked`.

        A note that cannot be read counts as a failure that says so: figures do not depend on it.
        """
        stored, fault = self._noted()
        if fault:
            return {name: damaged_state(name, fault, self._changed("state.json")) for name in self._in_use()}
        return {
            name: damaged_state(name, wrong, self._changed("state.json")) if (wrong := state_fault(note)) else note
            for name, note in stored.items()
        }

    def _noted(self) -> tuple[dict[str, Any], str]:
        """Return what state.json holds, or why that cannot be read."""
        if not (self.folder / "state.json").exists():
            return {}, "the file is gone" if (self.folder / "lock.json").exists() else ""
        try:
            return self._json("state.json"), ""
        except SourceError as error:
            return {}, error.evidence

    def _in_use(self) -> list[str]:
        try:
            return sorted(self.entries())
        except SourceError:  # who needs the lock says so
            return []

    def _changed(self, name: str) -> str:
        """Return the moment on which a file was written, or else that of the folder."""
        path = self.folder / name
        moment = (path if path.exists() else self.folder).stat().st_mtime
        return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")

    def note(
        self,
        dataset: str,
        *,
        reason: str = "",
        older: str = "",
        cause: Cause | None = None,
        shown: str = "",
        **more: str,
    ) -> None:
        """Note how the last refresh of `dataset` came out; the first moment of an unbroken failure is kept.

        Args:
            dataset: Its name.
            reason: Why it failed; empty where it did not.
            older: Why it was read from an earlier edition of its table; empty where it was not.
            cause: Which of the known causes that is.
            shown: What a visitor may read behind the words of that cause.
            **more: What else is worth knowing, such as table and successor.
        """
        with self._guard:
            states, _ = self._noted()
            before = states.get(dataset)
            state = "failed" if reason else "older_edition" if older else "ok"
            goes_on = before is not None and not state_fault(before) and before["state"] == state
            since = before["since"] if before and goes_on else now()
            known = "" if state == "ok" else cause or ("unexpected" if reason else "older_edition")
            states[dataset] = {
                "state": state, "since": since, "reason": reason or older, "cause": known, "shown": shown,
                "checked": now(), **more,
            }  # fmt: skip
            self._write("state.json", states)

    def withdrawn(self) -> set[str]:
        """Return the hashes of files that a person withdrew: a refresh passes them over."""
        return set(self._json("withdrawn.json"))

    def withdraw(self, sha256: str, *, undo: bool = False) -> None:
        """Note that a file was withdrawn, or with `undo` that it is wanted again."""
        with self._guard:
            stored = self._json("withdrawn.json")
            if undo and sha256 not in stored:
                return
            stored = {name: since for name, since in stored.items() if name != sha256}
            self._write("withdrawn.json", stored if undo else {**stored, sha256: now()})

    def mark(self) -> str:
        """Return a hash of all that a build reads here: it changes with what is in use and how the sources do."""
        states = {name: {**state, "checked": ""} for name, state in self.states().items()}
        content = json.dumps([self._json("lock.json"), states], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def is_built(self, region: str) -> bool:
        """Whether a snapshot of `region` (a code) was made of exactly this; a refresh killed before its build shows."""
        path = self.folder / f"built-{region}"
        return path.exists() and path.read_text(encoding="ascii", errors="replace").strip() == self.mark()

    def built(self, region: str) -> None:
        """Note that a snapshot of `region` (a code) was made of what is here."""
        replace_text(self.folder / f"built-{region}", self.mark() + "\n")

    def _json(self, name: str) -> dict[str, Any]:
        path = self.folder / name
        if not path.exists():
            return {}
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise self._unreadable(name, str(error)) from error
        if not isinstance(content, dict):
            raise self._unreadable(name, f"it holds {type(content).__name__}, not a table")
        return content

    def _unreadable(self, name: str, evidence: str) -> SourceError:
        place = "/".join((*self.folder.parts[-2:], name))
        return SourceError(
            f"{name} cannot be read",
            cause="damaged",
            evidence=evidence,
            advice=f"put back {place} from a copy, or remove it and {ANEW}",
        )

    def _write(self, name: str, content: dict[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_text(self.folder / name, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n")

    # --- staging ------------------------------------------------------------------------------------------------

    def staging_path(self, dataset: str) -> Path:
        """Return where the unfinished refresh of `dataset` notes what it has."""
        return self.folder / "staging" / f"{dataset}.jsonl"

    def prune(self) -> int:
        """Remove answers that neither the lock nor a staging names; return how many."""
        named = {answer.sha256 for entry in self.entries().values() for answer in entry.answers}
        for path in (self.folder / "staging").glob("*.jsonl"):
            named |= {kept.sha256 for line in read_lines(path) if (kept := kept_of(line))}
        gone = [path for path in (self.folder / "answers").glob("*") if path.name.split(".")[0] not in named]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)


AGAIN = "run: python -m loaders refresh --again"
ANEW = "refresh, or add the files again"
FIELDS: dict[str, type] = {
    "dataset": str, "table": str, "title": str, "api": str, "url": str, "since": int, "modified": str,
    "retrieved": str, "declaration": str, "answers": list, "summary": dict,
}  # fmt: skip
ANSWER = tuple(Kept.__annotations__)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the whole lines of a staging file; a line that a killed process left half is passed over."""
    lines = []
    for line in path.read_bytes().splitlines() if path.exists() else []:
        try:
            content = json.loads(line)
        except ValueError:
            continue
        if isinstance(content, dict):
            lines.append(content)
    return lines


def kept_of(line: dict[str, Any]) -> Kept | None:
    """Return the answer that a line of a staging file names; None where it names none."""
    sound = set(line) == set(ANSWER) and all(isinstance(value, str) for value in line.values())
    return Kept(**line) if sound else None
