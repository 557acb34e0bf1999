"""The settings of the look are looked up once, and stay what they are; threads break in on each other seldom."""

from __future__ import annotations

import subprocess
import sys

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig

from benchmarks.serving import serving
from benchmarks.session import Session
from tests.helpers import ROOT, finished

# Print whether each section tells the same as before, and whether the platform, which asks by this name, is told once.
COMPARED = """
from streamlit import config
from streamlit.runtime import app_session
from dashboard.web.settings import remember_look
config.get_config_options()
sections = ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar"]
before = [{n: v for n, v in config.get_options_for_section(one).items() if v is not None} for one in sections]
anew = config.get_options_for_section("theme") is not config.get_options_for_section("theme")
remember_look()
after = [dict(config.get_options_for_section(section)) for section in sections]
asked = app_session.config.get_options_for_section
print(before == after, any(before[1].values()), anew, asked("theme") is asked("theme"))
"""


def test_they_are_the_same_and_asked_once() -> None:
    answer = subprocess.run([sys.executable, "-c", COMPARED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["True"] * 4, "the third says that the platform looked each time before"


class Looking(Session):
    """A visitor who keeps what the server tells of its look."""

    look = CustomThemeConfig()

    def _is_end(self, message: ForwardMsg) -> bool:
        if message.WhichOneof("type") == "new_session":
            self.look = message.new_session.custom_theme
        return super()._is_end(message)


@pytest.mark.slow
def test_a_browser_is_told_the_same_look_as_without_it() -> None:
    async def told(address: str) -> CustomThemeConfig:
        async with Looking(address, "begrippen") as visitor:
            await visitor.open()
            return visitor.look

    looks = []
    for script in (ROOT / "server.py", ROOT / "app.py"):
        with serving(script) as server:
            looks.append(finished(told(server.address)))
    assert looks[0].light.primary_color
    assert looks[0] == looks[1]


def test_threads_of_a_server_break_in_less_often_than_those_of_any_program() -> None:
    code = "import sys; from dashboard.web import settings as s; a = sys.getswitchinterval(); s.switch_seldom(); "
    told = subprocess.run(
        [sys.executable, "-c", f"{code}print(sys.getswitchinterval() / a)"], cwd=ROOT, capture_output=True, text=True
    )
    assert float(told.stdout) > 2, told.stderr
