"""The licences of what the dashboard runs on, and pins that name the hash of every file."""

from __future__ import annotations

import re

import pytest

from deploy.licences import is_free, main
from tests.helpers import ROOT


def test_every_part_may_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("stated", "free"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR BSD-2-Clause", True),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_that_may_not_be_used_is_told(stated: str, free: bool) -> None:
    assert is_free(stated) is free


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-s3"])
def test_every_pin_has_the_hash_of_its_files(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9][^\s]*==[^\\]*)\\?((?:\n    --hash=sha256:[0-9a-f]{64} ?\\?)*)", text, re.MULTILINE)
    assert len(pins) > 20
    assert [pin for pin, hashes in pins if not hashes] == []
