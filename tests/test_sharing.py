"""What workers share is made once, and is as it was made."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sharing import shared


def test_of_those_who_ask_at_once_one_makes_it_and_all_get_it_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "first").write_text("1", encoding="utf-8")
        time.sleep(0.2)  # others ask meanwhile
        (folder / "last").write_text("2", encoding="utf-8")

    def ask(_: int) -> list[str]:
        with shared(tmp_path_factory, "asked-at-once", make) as folder:
            return sorted(path.name for path in folder.iterdir())

    with ThreadPoolExecutor(4) as workers:
        assert list(workers.map(ask, range(4))) == [["first", "last"]] * 4
    assert len(made) == 1


def test_what_could_not_be_made_is_not_taken_for_made(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise ValueError("no figures came")

    with pytest.raises(ValueError, match="no figures"), shared(tmp_path_factory, "failed", fail):
        pass
    with shared(tmp_path_factory, "failed", lambda folder: (folder / "whole").touch()) as folder:
        assert [path.name for path in folder.iterdir()] == ["whole"]


def test_a_test_that_writes_in_it_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with (
        pytest.raises(AssertionError, match="let it take a copy"),
        shared(tmp_path_factory, "written", lambda folder: (folder / "a").touch()) as folder,
    ):
        (folder / "b").touch()
