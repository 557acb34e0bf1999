"""Privacy: what the dashboard knows of people and of its visitors."""

from dashboard.about.statement import privacy
from dashboard.screen.frame import view
from dashboard.screen.login_settings import login_settings
from dashboard.screen.putting import put

view()
settings = login_settings()
put(privacy(login_hours=settings.seconds // 3600 if settings else 0))
