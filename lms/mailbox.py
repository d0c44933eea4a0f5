"""A mailbox for demonstration and tests: a real SMTP server on this computer that keeps each message as a file."""

import asyncio
import sys
import threading
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from lms import settings

SHOWN = 5


class Mailbox:
    """Takes every message sent to a free port of the loopback address; `folder` holds them, oldest name first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._count = len(list(folder.glob("*.eml")))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="mailbox", daemon=True)
        self._listening = threading.Event()

    def start(self) -> None:
        """Return once messages can be sent to `port`."""
        self._thread.start()
        self._listening.wait()

    def stop(self) -> None:
        """Stop listening; what was delivered stays in the folder."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep the message on disk before saying that it was delivered."""
        self._count += 1
        path = self.folder / f"{self._count:06}.eml"
        partial = path.with_suffix(".part")
        partial.write_bytes(envelope.content)
        partial.rename(path)
        return "250 Message accepted for delivery"

    def _serve(self) -> None:
        listening = self._loop.create_server(lambda: SMTP(self, loop=self._loop), "127.0.0.1", 0)
        server = self._loop.run_until_complete(listening)
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()


def messages_in(folder: Path) -> list[EmailMessage]:
    """Every message delivered so far, oldest first."""
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def as_text(message: EmailMessage) -> str:
    """A message as a person reads it: who, what, and the words."""
    body = message.get_body(("plain",))
    words = body.get_content() if body else ""
    return f"To:      {message['To']}\nSubject: {message['Subject']}\n\n{words.strip()}\n"


def show_newest(count: int) -> None:
    """Print the newest messages of this computer's mailbox, the newest last."""
    delivered = messages_in(settings.read().data / "mail")[-count:]
    print("No e-mail has been sent yet." if not delivered else f"\n{'-' * 72}\n".join(map(as_text, delivered)))


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else str(SHOWN)
    if not wanted.isdecimal():
        sys.exit(f"How many e-mails to show must be a number, not '{wanted}'.")
    show_newest(int(wanted))
