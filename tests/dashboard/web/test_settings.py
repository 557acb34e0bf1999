"""The settings of the look are looked up once, and stay what they are; threads break in on each other seldom."""

from __future__ import annotations

import subprocess
import sys

from tests.helpers import ROOT

# Print whether each section tells the same as before, and whether the platform, which asks by this name, is told once.
COMPARED = """
from streamlit import config
from streamlit.runtime import app_session
from dashboard.web.settings import remember_look
config.get_config_options()
sections = ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar"]
before = [config.get_options_for_section(section) for section in sections]
anew = config.get_options_for_section("theme") is not config.get_options_for_section("theme")
remember_look()
after = [dict(config.get_options_for_section(section)) for section in sections]
asked = app_session.config.get_options_for_section
print(before == after, any(before[1].values()), anew, asked("theme") is asked("theme"))
"""


def test_they_are_the_same_and_asked_once() -> None:
    answer = subprocess.run([sys.executable, "-c", COMPARED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["True"] * 4, "the third says that the platform looked each time before"


def test_threads_of_a_server_break_in_less_often_than_those_of_any_program() -> None:
    code = "import sys; from dashboard.web import settings as s; a = sys.getswitchinterval(); s.switch_seldom(); "
    told = subprocess.run(
        [sys.executable, "-c", f"{code}print(sys.getswitchinterval() / a)"], cwd=ROOT, capture_output=True, text=True
    )
    assert float(told.stdout) > 2, told.stderr
