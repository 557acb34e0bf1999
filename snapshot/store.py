"""A place where machines share snapshots: a folder, or a bucket of any S3 service.

In it stand the snapshot files, and numbered versions of the list of what is kept. A version is made once and never
changed: who publishes makes the next number, and where two do so at once one of them is told.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, from_url

from snapshot import carrying, clock, files, keeping
from snapshot.errors import SettingUnreadable, SnapshotBusy, SnapshotDamaged, SnapshotError
from snapshot.read import Snapshot
from snapshot.region import DEFAULT, Region

if TYPE_CHECKING:
    from obstore.store import ObjectStore

SETTING, ENDPOINT = "SNAPSHOT_STORE", "AWS_ENDPOINT_URL"
VERSIONS, FILES = "versions/", "files/"
LAST_VERSIONS = 20
FAILURES = (BaseError, OSError, NotImplementedError)


class StoreUnreachable(SnapshotError):
    """The store does not answer, or refuses."""


@dataclass(frozen=True)
class Stored:
    """One snapshot in the store: its id, its file there, when it was published in ns, and its bytes."""

    id: str
    file: str
    published: int
    size: int


@dataclass(frozen=True)
class Version:
    """A list of what the store keeps: its number, the snapshot that serves, and the days that were promised."""

    number: int
    current: str
    days: int
    snapshots: tuple[Stored, ...]

    def of(self, snapshot_id: str) -> Stored | None:
        """Return the snapshot with this id; None where it is not kept."""
        return next((one for one in self.snapshots if one.id == snapshot_id), None)


@dataclass(frozen=True)
class SnapshotStore:
    """A store at `place`, as its setting names it."""

    place: str
    objects: ObjectStore

    def newest(self, after: int = 0) -> Version | None:
        """Return the newest version with a number above `after`; None where there is none.

        Raises:
            StoreUnreachable: The store does not answer.
        """
        try:
            found = [str(one["path"]) for batch in obstore.list(self.objects, VERSIONS) for one in batch]
            numbers = [int(Path(path).stem) for path in found if path.endswith(".json")]
            number = max(numbers, default=0)
            if number <= after:
                return None
            content = json.loads(bytes(obstore.get(self.objects, _version_file(number)).bytes()))
        except FAILURES as error:
            raise self._unreachable(error) from error
        return Version(
            number, content["current"], content["days"], tuple(Stored(**one) for one in content["snapshots"])
        )

    def publish(self, folder: Path, *, after: Version | None) -> Version:
        """Put the snapshot that serves in `folder` into the store and let it serve there.

        Args:
            folder: Where it was built.
            after: The newest version from before it was built.

        Raises:
            SnapshotBusy: Another machine published since; nothing of it is lost.
            StoreUnreachable: The store does not answer; the snapshot stands in `folder`.
        """
        current = files.current_id(folder)
        mark = keeping.mark_of(folder, current) if current else None
        if current is None or mark is None:
            raise SnapshotDamaged(f"there is no snapshot in {folder} to publish; run: python -m loaders build")
        try:
            if after and after.current == current and self._is_whole(after):
                return after
            version = self._with(folder, current, mark, after)
            obstore.put(self.objects, _version_file(version.number), _content(version), mode="create")
            self._tidy(after, version)
        except AlreadyExistsError as error:
            raise SnapshotBusy(
                f"another machine published in {self.place} meanwhile; look at what it did and build again"
            ) from error
        except FAILURES as error:
            raise self._unreachable(error) from error
        return version

    def _with(self, folder: Path, current: str, mark: files.Mark, after: Version | None) -> Version:
        """Upload a snapshot and return the next version, without what nothing needs any more."""
        content = files.snapshot_path(folder, current).read_bytes()
        stored = Stored(current, f"{FILES}{current}-{hashlib.sha256(content).hexdigest()[:12]}", mark[0], len(content))
        obstore.put(self.objects, stored.file, content)
        kept = [stored, *(one for one in (after.snapshots if after else ()) if one.id != current)]
        days = keeping.promised_days(folder)
        marks = [(one.id, (one.published, one.size)) for one in kept]
        needed = {one.id for one in keeping.arranged(marks, current, days) if one.is_needed(clock.today())}
        number = after.number + 1 if after else 1
        return Version(number, current, days, tuple(one for one in kept if one.id in needed))

    def _is_whole(self, version: Version) -> bool:
        """Whether the file that serves is there as it was written; one that is not is written anew."""
        current = version.of(version.current)
        try:
            return current is not None and obstore.head(self.objects, current.file)["size"] == current.size
        except FileNotFoundError:
            return False

    def _tidy(self, before: Version | None, now: Version) -> None:
        """Remove files that no version needs, and versions of long ago."""
        kept = {one.file for one in now.snapshots}
        gone = [one.file for one in (before.snapshots if before else ()) if one.file not in kept]
        if now.number > LAST_VERSIONS:
            gone.append(_version_file(now.number - LAST_VERSIONS))
        if gone:
            obstore.delete(self.objects, gone)

    def fetch(self, stored: Stored, folder: Path) -> str:
        """Copy one snapshot to `folder`, which the caller holds, once every row of it was read and compared.

        Returns the hash of its file.

        Raises:
            StoreUnreachable: The store does not answer, or has it no more.
            SnapshotDamaged: What came is not that snapshot.
        """
        aside = folder / f"{files.UNFINISHED}{stored.id}{files.SUFFIX}"
        try:
            aside.write_bytes(obstore.get(self.objects, stored.file).bytes())
        except FAILURES as error:
            raise self._unreachable(error) from error
        sha256 = carrying.file_hash(aside)
        with Snapshot.open_file(aside) as fetched:
            fetched.verify()
            if fetched.id != stored.id:
                raise SnapshotDamaged(f"{stored.file} in {self.place} holds snapshot {fetched.id}; build again")
        os.utime(aside, ns=(stored.published, stored.published))
        aside.replace(files.snapshot_path(folder, stored.id))
        return sha256

    def _unreachable(self, error: Exception) -> StoreUnreachable:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        return StoreUnreachable(f"the snapshot store {self.place} does not answer, what is here keeps serving: {said}")


def _version_file(number: int) -> str:
    return f"{VERSIONS}{number:08d}.json"


def _content(version: Version) -> bytes:
    content = asdict(version)
    del content["number"]
    return json.dumps(content, indent=1).encode()


def chosen_store(region: Region, environment: Mapping[str, str] = os.environ) -> SnapshotStore | None:
    """Return the store of `region` that SNAPSHOT_STORE names; None where it names none.

    An S3 service is reached as AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION say.

    Raises:
        SettingUnreadable: It is neither a folder nor an address such as s3://bucket/prefix.
    """
    wanted = environment.get(SETTING, "").strip()
    if not wanted:
        return None
    root = wanted.rstrip("/")
    place = root if region == DEFAULT else f"{root}/{region.slug}"
    if "://" not in wanted:
        return SnapshotStore(place, LocalStore(Path(place).absolute(), mkdir=True))
    address = urlsplit(place)
    if address.scheme != "s3" or not address.netloc:
        raise SettingUnreadable(f"{SETTING}={wanted!r} is no store; write a folder, or s3://bucket/prefix")
    objects = from_url(
        place,
        client_options={
            "connect_timeout": "5s",
            "timeout": "60s",
            "allow_http": environment.get(ENDPOINT, "").startswith("http://"),
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
    )
    return SnapshotStore(place, objects)
