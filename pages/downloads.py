"""Downloads: choose tables and rows of them, look at the first ones, take them home."""

from dashboard.screen.downloads_page import downloads_page

downloads_page()
