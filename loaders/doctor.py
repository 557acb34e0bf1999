"""What is wrong with this machine and what to do about it, in Dutch, for the administrator of a region."""

from __future__ import annotations

import os
import platform
import re
import shutil
import socket
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import requests

from loaders.keeping.holding import newest_readable
from loaders.keeping.paths import DROPPED, ROOT, SERVICES
from loaders.keeping.store import Store
from loaders.services.pdok import settings as pdok_settings
from loaders.services.settings import USER_AGENT, settings_from_environment
from snapshot import clock, keeping, write
from snapshot.errors import SnapshotError
from snapshot.read import memory_limit
from snapshot.region import chosen_region, region_folder
from snapshot.store import chosen_store

PYTHON = (3, 11)
OLD_DAYS, LEAST_FREE_GB, CLOCK_S = 40, 2, 120
BELOW = "STREAMLIT_SERVER_BASE_URL_PATH"
LEAST_FILES = 4096  # four for each session, of up to a thousand sessions
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(?: ; ([^\\\n]+))?", re.MULTILINE)
Answer = Callable[[], "Iterator[Finding]"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where it is wrong."""

    about: str
    state: str
    todo: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing needs to be done."""
        return not self.todo

    def __str__(self) -> str:
        line = f"{'goed ' if self.is_fine else 'MIS  '} {self.about}: {self.state}"
        return line if self.is_fine else f"{line}\n      doe: {self.todo}"


def examine(data: Path, snapshots: Path, environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Yield what was found, one thing after the other; what fails to be looked at is a finding too.

    Args:
        data: The data folder.
        snapshots: The folder with the snapshots of every region.
        environment: The settings.
    """
    looks: dict[str, Answer] = {
        "Python": _python,
        "Onderdelen": _parts,
        "Instellingen": lambda: _settings(data, environment),
        "Poorten": lambda: _ports(environment),
        "Open bestanden": _open_files,
        "Mappen": lambda: _folders(data, snapshots),
        "Schijf": lambda: _disk(snapshots),
        "Momentopname": lambda: _snapshot(region_folder(snapshots, chosen_region(data))),
        "Opslag": lambda: _store(data, environment),
        "Verversen": lambda: _refreshed(data),
        "Bronnen en klok": _sources,
    }
    for about, look in looks.items():
        try:
            yield from look()
        except (SnapshotError, OSError, ValueError) as error:
            yield Finding(about, f"dit lukt niet ({error})", "herstel wat tussen haakjes staat en draai dit opnieuw")


def _python() -> Iterator[Finding]:
    found = platform.python_version()
    right = sys.version_info[:2] == PYTHON
    yield Finding(
        "Python", found, "" if right else "maak de omgeving opnieuw met Python 3.11: make clean, en dan make run"
    )


def _parts() -> Iterator[Finding]:
    wrong = []
    for name, wanted, marker in PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")):
        if marker:  # not for every system
            continue
        try:
            if (found := version(name)) != wanted:
                wrong.append(f"{name} {found} in plaats van {wanted}")
        except PackageNotFoundError:
            wrong.append(f"{name} ontbreekt")
    todo = "installeer opnieuw: .venv/bin/pip install -r requirements.txt"
    yield Finding("Onderdelen", "; ".join(wrong) or "zoals requirements.txt zegt", todo if wrong else "")


def _settings(data: Path, environment: Mapping[str, str]) -> Iterator[Finding]:
    region = chosen_region(data)
    keeping.days_from_environment(environment)
    yield Finding("Regio", f"{region.title} ({region.code})")
    yield Finding("Geheugen", f"vragen aan een momentopname krijgen ten hoogste {memory_limit(environment)}")
    yield Finding("Opbouw", f"het schrijven van een momentopname krijgt ten hoogste {write.memory_limit(environment)}")
    if environment.get(clock.SETTING, "").strip():
        todo = "haal de instelling TODAY weg, tenzij dit een proef is"
        yield Finding("Dag", f"TODAY zegt dat het {clock.today()} is", todo)
    if path := environment.get(BELOW, "").strip("/ "):
        todo = f"haal {BELOW} weg en geef het dashboard bij de proxy een eigen naam"
        yield Finding("Pad", f"onder een pad ({path}) start het dashboard niet", todo)


def _ports(environment: Mapping[str, str]) -> Iterator[Finding]:
    port = int(environment.get("PORT", "").strip() or 8501)
    with socket.socket() as tried:
        tried.settimeout(2)
        is_used = tried.connect_ex(("127.0.0.1", port)) == 0
    if not is_used:
        yield Finding("Poort", f"{port} is vrij; het dashboard draait daar niet")
    elif _is_dashboard(port):
        yield Finding("Poort", f"op {port} antwoordt het dashboard")
    else:
        yield Finding(
            "Poort", f"{port} is in gebruik door een ander programma", "stop dat, of zet PORT op een ander getal"
        )


def _is_dashboard(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
            return bool(answer.read(10) == b"ok")
    except (OSError, ValueError):
        return False


def _open_files() -> Iterator[Finding]:
    if sys.platform == "win32":
        return
    import resource

    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    is_free = allowed == resource.RLIM_INFINITY
    few = f"zet LimitNOFILE={LEAST_FILES} of hoger in de systemd-unit, of verhoog de grens met ulimit -Hn"
    yield Finding(
        "Open bestanden",
        "geen grens" if is_free else f"een proces mag er {allowed} hebben, genoeg voor {allowed // 4} bezoekers",
        "" if is_free or allowed >= LEAST_FILES else few,
    )


def _folders(data: Path, snapshots: Path) -> Iterator[Finding]:
    for about, folder in (("Map met gegevens", data), ("Map met momentopnamen", snapshots)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as tried:
                tried.write(b"dashboard")
        except OSError as error:
            todo = f"geef de gebruiker van het dashboard schrijfrechten: chown -R $USER {folder}"
            yield Finding(about, f"{folder} is niet te beschrijven ({error.strerror})", todo)
        else:
            yield Finding(about, str(folder))


def _disk(folder: Path) -> Iterator[Finding]:
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / 1e9
    todo = f"maak ruimte vrij op de schijf van {folder}" if free < LEAST_FREE_GB else ""
    yield Finding("Schijf", f"{free:.1f} GB vrij".replace(".", ","), todo)


def _snapshot(folder: Path) -> Iterator[Finding]:
    build = "draai: python -m loaders build"
    try:
        snapshot, damaged = newest_readable(folder)
    except SnapshotError as error:
        yield Finding("Momentopname", f"er is er geen die te lezen is ({error})", build)
        return
    with snapshot:
        built = clock.local(snapshot.built_at)
    for reason in damaged.values():
        yield Finding("Momentopname", f"beschadigd, de vorige is te zien ({reason})", build)
    age = clock.now() - built
    todo = "kijk of de taak van elke nacht nog draait: python -m loaders refresh" if age > timedelta(OLD_DAYS) else ""
    yield Finding("Momentopname", f"{snapshot.id}, gemaakt op {built:%d-%m-%Y om %H.%M} uur", todo)


def _store(data: Path, environment: Mapping[str, str]) -> Iterator[Finding]:
    store = chosen_store(chosen_region(data), environment)
    if store is None:
        return
    try:
        newest = store.newest()
    except SnapshotError as error:
        yield Finding(
            "Opslag", f"antwoordt niet ({error})", "controleer SNAPSHOT_STORE, AWS_ENDPOINT_URL en de sleutels"
        )
        return
    if newest is None:
        yield Finding("Opslag", f"{store.place} is leeg", "draai: python -m loaders build")
    else:
        yield Finding("Opslag", f"{store.place} antwoordt; de nieuwste is {newest.current}")


def _refreshed(data: Path) -> Iterator[Finding]:
    states = {**Store(data / SERVICES).states(), **Store(data / DROPPED).states()}
    failed = {name: state for name, state in states.items() if state["state"] == "failed"}
    for name, state in failed.items():
        todo = "zie docs/beheer.md, Een bron faalt"
        yield Finding(
            f"Bron {name}", f"lukt niet sinds {state['since'][:10]}: {' '.join(state['reason'].split())}", todo
        )
    if not failed:
        yield Finding("Verversen", f"{len(states)} bronnen bijgewerkt" if states else "nog niet gedaan; dat hoeft niet")


def _sources() -> Iterator[Finding]:
    moments = []
    addresses = (("CBS", settings_from_environment().url), ("PDOK", pdok_settings.settings_from_environment().url))
    for name, url in addresses:
        try:
            answer = requests.get(url, timeout=(5, 10), headers={"User-Agent": USER_AGENT}, stream=True)
            answer.close()
        except requests.RequestException as error:
            todo = "controleer de verbinding met internet en de proxy; het dashboard zelf heeft die niet nodig"
            yield Finding(name, f"{url} antwoordt niet ({type(error).__name__})", todo)
            continue
        yield Finding(name, f"{url} antwoordt")
        if "Date" in answer.headers:
            moments.append(parsedate_to_datetime(answer.headers["Date"]))
    for moment in moments[:1]:
        apart = abs((datetime.now(clock.ZONE) - moment).total_seconds())
        todo = "zet de klok gelijk: timedatectl set-ntp true" if apart > CLOCK_S else ""
        yield Finding("Klok", f"{apart:.0f} seconden verschil met die van de bron", todo)
