"""A visitor without a browser: one session over the websocket that Streamlit's own page uses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

LOOPBACK = ("localhost", "127.0.0.1")
_numbers = count(1)
PATIENCE_S = 180
COLLAPSED = 2  # a choice without a visible label belongs to one card or to the frame, not to what the page is about
REMEMBERED = 80  # messages that the server need not send again

Choice = tuple[tuple[str, tuple[str, ...]], ...]  # label of a widget and the options chosen in it


class WrongPage(RuntimeError):
    """The server ran another page than the one that was asked for: nothing measured there counts."""


@dataclass(frozen=True)
class Widget:
    """A choice on the page: `name` in the address, `several` where more than one option can be chosen."""

    id: str
    name: str
    options: tuple[str, ...]
    several: bool = False
    one_text: bool = False


class Session:
    """One visitor of the page `path`, of a link with `query`. After `open`, `widgets` holds its choices, by label.

    `text` is the HTML that the page showed last, in the order in which it came. Every visitor has an address of its
    own, as the proxy of this machine would name it; `cookie` is what it keeps for a proxy, and `source` the address of
    this machine from which it comes, where a real proxy stands between.
    """

    def __init__(self, address: str, path: str, *, query: str = "", cookie: str = "", source: str = "") -> None:
        if urlsplit(address).hostname not in LOOPBACK:
            raise ValueError(f"{address} is not on this machine; only a server of your own is measured")
        self.address, self.path, self.query, self.cookie, self.source = address, path, query, cookie, source
        self.text: list[str] = []
        self._choice: Choice = ()
        self._pages: dict[str, str] = {}
        self.widgets: dict[str, Widget] = {}
        self.elements = self.faults = 0
        self._page = ""
        self._remembered: dict[str, None] = {}
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Session:
        """Return itself, to close at the end of the block."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the page."""
        if self._socket is not None:
            await self._socket.close()

    async def open(self) -> float:
        """Open the page and return the seconds until its script had finished, the connection included."""
        start = time.perf_counter()
        number = next(_numbers)
        self._socket = await connect(
            f"{self.address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            additional_headers={
                "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
                **({"Cookie": self.cookie} if self.cookie else {}),
            },
            local_addr=(self.source, 0) if self.source else None,
            max_size=None,
            open_timeout=PATIENCE_S,
            ping_interval=None,
        )
        await self._run(self._choice)
        return time.perf_counter() - start

    @property
    def is_closed(self) -> bool:
        """Whether the connection was lost."""
        return self._socket is not None and self._socket.close_code is not None

    async def rerun(self) -> float:
        """Let the page show what it shows once more and return the seconds until its script had finished."""
        return await self.choose(self._choice)

    async def again(self, within: float = PATIENCE_S) -> float:
        """Wait until the connection is lost, come back as a browser does, and return the seconds until all is there.

        Raises:
            TimeoutError: It did not succeed `within` so many seconds.
        """
        assert self._socket is not None, "open the page first"
        await self._socket.wait_closed()
        self._remembered.clear()
        start = time.perf_counter()
        async with asyncio.timeout(within):
            while True:
                try:
                    await self.open()
                except (OSError, WebSocketException):
                    await asyncio.sleep(0.2)
                else:
                    return time.perf_counter() - start

    async def go(self, path: str) -> float:
        """Go to another page by the menu and return the seconds until its script had finished."""
        start = time.perf_counter()
        self.path, self._page = path, self._pages[path]
        await self._run(())
        return time.perf_counter() - start

    async def choose(self, choice: Choice) -> float:
        """Make `choice` in one click and return the seconds until the script had finished."""
        start = time.perf_counter()
        await self._run(choice)
        return time.perf_counter() - start

    async def _run(self, choice: Choice) -> None:
        assert self._socket is not None, "open the page first"
        self._choice = choice
        await self._socket.send(self._asked(choice).SerializeToString())
        self.elements, self.text = 0, []
        async with asyncio.timeout(PATIENCE_S):
            while not self._is_end(ForwardMsg.FromString(await self._socket.recv(decode=False))):
                pass

    def _asked(self, choice: Choice) -> BackMsg:
        message = BackMsg()
        asked = message.rerun_script
        asked.page_script_hash = self._page
        if not self._page:
            asked.page_name = self.path
        asked.context_info.timezone, asked.context_info.locale = "Europe/Amsterdam", "nl-NL"
        asked.context_info.url = f"{self.address}/{self.path}?{self.query}".rstrip("?")
        asked.cached_message_hashes.extend(self._remembered)
        asked.widget_states.SetInParent()
        in_address = []
        for label, values in choice:
            widget = self.widgets[label]
            in_address += [(widget.name, value) for value in values if widget.name]
            state = asked.widget_states.widgets.add(id=widget.id)
            if widget.one_text:
                state.string_value = values[0]
            else:
                state.string_array_value.data.extend(values)
        asked.query_string = urlencode(in_address) if choice else self.query
        return message

    def _is_end(self, message: ForwardMsg) -> bool:
        """Take in one message of the server; return whether the run has ended."""
        if message.metadata.cacheable:
            self._remember(message.hash)
        kind = message.WhichOneof("type")
        if kind == "new_session" and not self._page:
            self._page = message.new_session.page_script_hash
        elif kind == "navigation":
            self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self._page = _checked(message.navigation, self.path)
        elif kind == "ref_hash":
            self.elements += 1
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.elements += 1
            self._see(message.delta.new_element)
        ended = kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        self.faults += ended and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
        return ended

    def _remember(self, digest: str) -> None:
        self._remembered[digest] = None
        while len(self._remembered) > REMEMBERED:
            self._remembered.pop(next(iter(self._remembered)))

    def _see(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind in ("exception", "alert"):  # a card that failed draws an alert in its place
            self.faults += 1
        elif kind == "html":
            self.text.append(element.html.body)
        elif kind in ("multiselect", "selectbox", "button_group"):
            drawn = getattr(element, kind)
            if drawn.label_visibility.value == COLLAPSED or drawn.disabled:
                self.widgets.pop(drawn.label, None)
                return
            options = [option.content for option in drawn.options] if kind == "button_group" else drawn.options
            self.widgets[drawn.label] = Widget(
                drawn.id,
                drawn.query_param_key,
                tuple(options),
                several=kind == "multiselect",
                one_text=kind == "selectbox",
            )


def _checked(navigation: Navigation, path: str) -> str:
    """Return the hash of the page that the server chose; raise WrongPage where it is not `path`."""
    paths: Mapping[str, str] = {page.page_script_hash: page.url_pathname for page in navigation.app_pages}
    found = paths.get(navigation.page_script_hash)
    is_default = any(
        page.is_default for page in navigation.app_pages if page.page_script_hash == navigation.page_script_hash
    )
    if found != path and not (is_default and not path):
        raise WrongPage(f"asked for the page {path!r}, the server ran {found!r}")
    return navigation.page_script_hash
