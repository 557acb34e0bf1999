"""Ask the drawing process for pictures. It starts at the first picture and ends when nobody asked for a while."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
IDLE = 300.0  # seconds without a picture after which the process ends and gives its memory back
LIMIT = 60.0  # seconds after which a job has failed


class PictureError(RuntimeError):
    """A picture could not be drawn."""


class _Process:
    """The one drawing process of this server, its lock and its clock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.running: subprocess.Popen[bytes] | None = None
        self.clock: threading.Timer | None = None

    def ask(self, job: dict[str, Any]) -> bytes:
        with self.lock:
            if self.clock:
                self.clock.cancel()
            answer = self._answer(job)
            self.clock = threading.Timer(IDLE, self.end)
            self.clock.daemon = True
            self.clock.start()
        if "error" in answer:
            raise PictureError(f"the picture could not be drawn: {answer['error']}")
        return base64.b64decode(answer["picture"])

    def _answer(self, job: dict[str, Any]) -> dict[str, str]:
        process = self._started()
        watch = threading.Timer(LIMIT, process.kill)
        watch.start()
        try:
            if process.stdin is None or process.stdout is None:
                raise PictureError("the drawing process has no pipes")
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
        finally:
            watch.cancel()
        if not line:
            self._stop()
            raise PictureError(f"the drawing process ended or took over {LIMIT:.0f} s; see the log of the server")
        answer: dict[str, str] = json.loads(line)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self.running is None or self.running.poll() is not None:
            command = [sys.executable, "-m", "dashboard.export.renderer"]
            pipe = subprocess.PIPE
            self.running = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe)  # noqa: S603  (a fixed command)
        return self.running

    def _stop(self) -> None:
        if self.running is None:
            return
        if self.running.stdin:
            try:
                self.running.stdin.close()
            except OSError:  # what could not be written is lost with the process
                self.running.kill()
        if self.running.stdout:
            self.running.stdout.close()
        try:
            self.running.wait(5)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()
        self.running = None

    def end(self) -> None:
        with self.lock:
            self._stop()


_process = _Process()


def svg(spec: dict[str, Any]) -> str:
    """Return a Vega-Lite specification as SVG; raise PictureError where it cannot be drawn."""
    return _process.ask({"spec": spec}).decode()


def png(svg_text: str, *, scale: float = 2) -> bytes:
    """Return an SVG as PNG at `scale` pixels to a point; raise PictureError where it cannot be drawn."""
    return _process.ask({"svg": svg_text, "scale": scale})


def stop() -> None:
    """End the drawing process; the next picture starts it again."""
    _process.end()
