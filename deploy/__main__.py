"""Command line of running for many: python -m deploy serve or nginx."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from deploy.proxy import proxy_from_environment
from deploy.serve import serve
from snapshot.errors import SnapshotError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well and 1 when it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m deploy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="a process for each core, with nginx before them")
    showing = commands.add_parser("nginx", help="print the configuration of nginx for processes that run already")
    showing.add_argument("servers", nargs="+", metavar="HOST:PORT")
    showing.add_argument("--run", type=Path, default=Path("/run/dashboard"), help="the folder for nginx's own files")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "serve":
            return serve()
        print(proxy_from_environment(chosen.servers, chosen.run).configuration(), end="")
    except SnapshotError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
