"""A real browser for tests. In: a page and a width. Out: what it says of it, and a picture; Chromium, spoken to through a pipe."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run")
_SECONDS = 60
# Far from the numbers that the program wants.
_FREE = 20


class Browser:
    """One tab. Messages of the DevTools protocol go through file descriptors 3 and 4 of the program, each ended by a zero byte."""

    def __init__(self, reads: int, writes: int) -> None:
        self._reads, self._writes = reads, writes
        self._left = b""
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """The answer to a command; what the page says meanwhile is kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params, **({"sessionId": self._session} if self._session else {})}
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, page: Path, width: int, height: int = 812, media: str = "") -> None:
        """Shows a page; complaints of the console and requests for anything else than the page are kept."""
        self.complaints = []
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.ask("Emulation.setEmulatedMedia", media=media)
        self._wanted = page.as_uri()
        self.ask("Page.navigate", url=self._wanted)
        until = time.monotonic() + _SECONDS
        while self.value("document.readyState") != "complete" and time.monotonic() < until:
            time.sleep(0.05)

    def value(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page gives
        """What an expression of JavaScript gives on the page."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def picture(self, path: Path) -> None:
        """Writes what is seen."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def paper(self, path: Path) -> None:
        """Writes what would be printed, as the page's own rules of paper say."""
        path.write_bytes(base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            got = os.read(self._reads, 1 << 20)
            if not got:
                raise RuntimeError("the browser is gone")
            self._left += got
        message, _, self._left = self._left.partition(b"\0")
        said: dict[str, Any] = json.loads(message)
        self._note(said.get("method", ""), said.get("params", {}))
        return said

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(f"{params['type']}: {params['args']}")
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]["text"]))
        elif method == "Network.requestWillBeSent":
            url = params["request"]["url"]
            if not url.startswith(("data:", "about:")) and url.partition("#")[0] != self._wanted:
                self.complaints.append(f"asks for {url}")


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in a folder; it is gone afterwards."""
    assert PROGRAM is not None
    to_program, from_program = os.pipe(), os.pipe()
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD, _FREE) for end in (to_program[0], from_program[1])]
    # The program wants its ends as 3 and 4: a shell puts them there, and it must be one that knows numbers of two digits.
    command = ["bash", "-c", f'exec "$@" 3<&{ends[0]} 4>&{ends[1]}', "bash", PROGRAM, *_FLAGS, "--remote-debugging-pipe"]
    command.append(f"--user-data-dir={folder / 'profile'}")
    with subprocess.Popen(command, pass_fds=ends, stderr=subprocess.DEVNULL) as process:
        for end in (*ends, to_program[0], from_program[1]):
            os.close(end)
        try:
            yield Browser(from_program[0], to_program[1])
        finally:
            process.terminate()
            process.wait(_SECONDS)
            os.close(to_program[1])
            os.close(from_program[0])
