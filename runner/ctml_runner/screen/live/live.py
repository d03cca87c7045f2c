"""The live screen: the session runs in a thread of its own, the terminal is drawn in ours."""

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator

from ctml_runner.screen.live.app import LiveApp
from ctml_runner.screen.live.look import Look
from ctml_runner.teaching.events import Event, Pressed
from ctml_runner.teaching.messages import Message


class Live:
    """A screen that is redrawn.

    Args:
        look: how it is drawn.
    """

    def __init__(self, look: Look) -> None:
        self._post: Callable[[Event], None] = lambda _: None
        self._app = LiveApp(look, self._happened)
        self._fault: BaseException | None = None

    def show(self, message: Message) -> None:
        """Hand a message to the app, from any thread."""
        self._app.tell(message)

    def lend(self, work: Callable[[], None]) -> bool:
        """Give the whole terminal to `work`, take it back after; False if it has ended."""
        return self._app.lend(work)

    def run(self, session: Callable[[], None], post: Callable[[Event], None]) -> None:
        """Run the session in a thread and the app in this one, until either ends.

        Args:
            session: runs until the session ends.
            post: lets something happen to it.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            Exception: whatever the session or the app raised.
        """
        self._post = post
        thread = threading.Thread(
            target=self._guarded, args=(session,), name="ctml-session", daemon=True
        )
        thread.start()
        with _signals(self._interrupted, lambda: post(Pressed("q"))):
            self._app.run(mouse=False)
        post(Pressed("q"))
        thread.join()
        self._conclude()

    def _happened(self, event: Event) -> None:
        self._post(event)

    def _guarded(self, session: Callable[[], None]) -> None:
        try:
            session()
        except BaseException as error:  # noqa: BLE001  # raised again where the app was started
            self._fault = error
        finally:
            self._app.tell(None)

    def _interrupted(self) -> None:
        self._app.interrupted = True
        self._post(Pressed("q"))

    def _conclude(self) -> None:
        """Raise what there is to raise; what was said last stays on the terminal."""
        if fault := self._fault or self._app.fault:
            raise fault
        if self._app.interrupted:
            raise KeyboardInterrupt
        if line := self._app.view.line:
            with contextlib.suppress(OSError):  # the terminal may have gone
                sys.stdout.write(f"{line.text}\n")
                sys.stdout.flush()


_TAKEN = ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP", "SIGCONT", "SIGWINCH")


@contextlib.contextmanager
def _signals(interrupt: Callable[[], None], end: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C and the wish to end reach the session; give all signals back as they were.

    Handlers are set before the app starts, which takes some of them for itself.
    """
    before = {
        number: signal.getsignal(number)
        for number in (getattr(signal, name, None) for name in _TAKEN)
        if isinstance(number, signal.Signals)
    }
    for number in before:
        if number is signal.SIGINT:
            signal.signal(number, lambda *_: interrupt())
        elif number.name in {"SIGTERM", "SIGHUP"}:
            signal.signal(number, lambda *_: end())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
