"""The configuration of nginx, made of its template for one way of running: here, or in containers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from snapshot.errors import SettingUnreadable

HERE = Path(__file__).parent
TEMPLATE = HERE / "nginx.conf.template"
PAGES = HERE / "pages"
LOCAL = ("localhost", "127.0.0.1")
HTTPS, HTTP = 443, 80
MIME_FILES = ("/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types")
POINTS = 64  # times 160 on the ring by which visitors spread; with 160 the busiest of eight gets a tenth too many
ENCRYPTED = """        ssl_certificate {certificate};
        ssl_certificate_key {key};
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_session_cache shared:tls:10m;
        ssl_session_tickets off;
"""
REDIRECT = """    server {{
        listen {port};
        server_name {names};
        return 301 https://$host$request_uri;
    }}
"""


@dataclass(frozen=True)
class Proxy:
    """How nginx listens and where the processes are.

    Attributes:
        servers: Host and port of each process.
        run: The folder for its own files.
        names: The names under which visitors come.
        port: Where it listens; on this machine only, where the names say no more.
        certificate: The file with the certificate, and `key` that with its key; empty for no encryption.
        mime: The file with the kinds of files that nginx brings.
        pages: The folder with the page that stands in while nothing answers.
    """

    servers: Sequence[str]
    run: str
    names: Sequence[str] = LOCAL
    port: int = 8080
    certificate: str = ""
    key: str = ""
    mime: str = MIME_FILES[0]
    pages: str = str(PAGES)

    @property
    def is_local(self) -> bool:
        """Whether only this machine can come."""
        return set(self.names) <= set(LOCAL)

    def configuration(self) -> str:
        """Return the text of nginx.conf."""
        address = f"127.0.0.1:{self.port}" if self.is_local else str(self.port)
        tls = ENCRYPTED.format(certificate=self.certificate, key=self.key) if self.certificate else ""
        redirected = bool(tls) and self.port == HTTPS
        values = {
            "RUN": self.run,
            "MIME": self.mime,
            "PAGES": self.pages,
            "COOKIE": "Secure; SameSite=None; Partitioned" if tls else "SameSite=Lax",  # a site may frame the page
            "SERVERS": "\n".join(
                f"        server {one} weight={POINTS} max_fails=1 fail_timeout=3s;" for one in self.servers
            ),
            "LISTEN": f"{address} ssl http2" if tls else address,
            "NAMES": " ".join(self.names),
            "TLS": tls,
            "REDIRECT": REDIRECT.format(port=HTTP, names=" ".join(self.names)) if redirected else "",
        }
        text = TEMPLATE.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(f"@{name}@", value.replace("\\", "/"))
        return text


def mime_file(environment: Mapping[str, str] = os.environ) -> str:
    """Return the file with the kinds of files that nginx brings; NGINX_MIME names one that stands elsewhere."""
    found = [environment.get("NGINX_MIME", ""), *MIME_FILES]
    return next((path for path in found if path and Path(path).exists()), MIME_FILES[0])


def whole_number(name: str, default: int, environment: Mapping[str, str] = os.environ) -> int:
    """Return the setting `name`; raise SettingUnreadable where it is no whole number above 0."""
    wanted = environment.get(name, "").strip() or str(default)
    if not (wanted.isascii() and wanted.isdecimal() and 0 < int(wanted) < 65536):
        raise SettingUnreadable(f"{name}={wanted!r} is no whole number; write it as {default}")
    return int(wanted)


def proxy_from_environment(servers: Sequence[str], run: Path, environment: Mapping[str, str] = os.environ) -> Proxy:
    """Return the proxy that PORT, SERVER_NAMES, TLS_CERTIFICATE and TLS_KEY describe.

    Raises:
        SettingUnreadable: A setting cannot be, or names a file that is not there.
    """
    names = tuple(environment.get("SERVER_NAMES", "").split()) or LOCAL
    certificate, key = environment.get("TLS_CERTIFICATE", ""), environment.get("TLS_KEY", "")
    if bool(certificate) != bool(key):
        raise SettingUnreadable("TLS_CERTIFICATE and TLS_KEY go together; one of them is missing")
    if missing := [path for path in (certificate, key) if path and not Path(path).is_file()]:
        raise SettingUnreadable(f"there is no file {', '.join(missing)}; mend TLS_CERTIFICATE and TLS_KEY")
    port = whole_number("PORT", HTTPS if certificate else 8080, environment)
    return Proxy(servers, str(run), names, port, certificate, key, mime_file(environment))
