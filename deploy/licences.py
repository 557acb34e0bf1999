"""Under which licences the parts come that the dashboard runs on: `python -m deploy.licences`."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
# What may be used with the EUPL-1.2 of the dashboard, and as a library of it.
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|HPND|Zope|Unlicense|CC0|0BSD|LGPL|Lesser General"
    r"|OFL|Open Font|Zlib",
    re.IGNORECASE,
)


def licence(name: str) -> str:
    """Return the licence of an installed package as its metadata say it; empty where they do not.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    found = metadata(name).json
    stated = str(found.get("license_expression") or "")
    classified = [one.split(" :: ")[-1] for one in found.get("classifier", []) if one.startswith("License :: ")]
    text = str(found.get("license") or "").strip().splitlines()
    return stated or ", ".join(one for one in classified if one != "OSI Approved") or (text[0] if text else "")


def is_free(stated: str) -> bool:
    """Return whether a part under this licence may be used: all that must be kept, of one that may be chosen."""
    choices = re.split(r" OR |, ", stated)
    return any(all(FREE.search(one) for one in choice.split(" AND ")) for choice in choices)


def main() -> int:
    """Print the licence of every part; return 1 where one is unknown or may not be used."""
    wrong = []
    for name in sorted(set(PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))):
        try:
            found = licence(name)
        except PackageNotFoundError:  # of another operating system
            continue
        print(f"{name:28s} {found}")
        if not is_free(found):
            wrong.append(f"{name} ({found or 'says nothing'})")
    if wrong:
        print(f"to look at: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
