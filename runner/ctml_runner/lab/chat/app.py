"""The chat on the terminal: keys and tokens come in, and the page is drawn anew."""

from dataclasses import replace
from queue import Empty, SimpleQueue

import numpy as np
from textual.app import ComposeResult
from textual.events import Key, Paste, Resize
from textual.geometry import Size
from textual.message import Message as Signal

from ctml.domain import TokenStream
from ctml.inference import Sampling
from ctml_runner.lab.chat import talk as talking
from ctml_runner.lab.chat.page import page_of
from ctml_runner.lab.chat.shares import shares_of
from ctml_runner.lab.chat.talk import Talk
from ctml_runner.lab.chat.writer import Writer
from ctml_runner.lab.model import Speaker, Written
from ctml_runner.lab.speaking import sampling_of
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.sheet import Sheet
from ctml_runner.screen.live.window import Window


class Arrived(Signal):
    """There is something in the inbox."""


class ChatApp(Window[None]):
    """Talks until it is left.

    Args:
        speaker: the model.
        talk: what is shown at first.
        look: how it is drawn.
    """

    CSS = "Screen { overflow: hidden; } Sheet { width: 100%; height: 100%; }"

    def __init__(self, speaker: Speaker, talk: Talk, look: Look) -> None:
        super().__init__(look)
        self.talk = talk
        self._speaker = speaker
        self._look = look
        self._measure = Size(80, 24)
        self._sheet = Sheet(look)
        self._inbox: SimpleQueue[Written | Exception | None] = SimpleQueue()
        self._writer = Writer(speaker, np.random.default_rng(talk.sampling.seed), self._came)
        self._tokens = TokenStream([])
        self._last: Written | None = None

    def compose(self) -> ComposeResult:
        """Yield the one widget there is."""
        yield self._sheet

    def on_mount(self) -> None:
        """Draw for the first time."""
        super().on_mount()
        self._measure = self.size
        self._show(self.talk)

    def on_resize(self, event: Resize) -> None:
        """Draw at the new size."""
        super().on_resize(event)
        self._measure = event.size
        self._show(self.talk)

    def on_unmount(self) -> None:
        """Stop the writer with the app."""
        self._writer.stop()

    def on_paste(self, event: Paste) -> None:
        """Take what is pasted as typed, on one line."""
        self._show(talking.typed(self.talk, " ".join(event.text.splitlines())))

    def on_key(self, event: Key) -> None:
        """Do what a key asks for."""
        event.stop()
        if event.character and event.is_printable:
            self._show(talking.typed(self.talk, event.character))
            return
        page = max(self._measure.height - 8, 1)
        match event.key:
            case "enter":
                self._enter()
            case "escape" | "ctrl+d":
                self.exit()
            case "ctrl+n":
                self._forget()
            case "up" | "down":
                self._show(talking.chose_dial(self.talk, 1 if event.key == "down" else -1))
            case "left" | "right":
                self._turn(1 if event.key == "right" else -1)
            case "pageup" | "pagedown":
                self._show(talking.scrolled(self.talk, page if event.key == "pageup" else -page))
            case "backspace" | "ctrl+u":
                self._show(talking.rubbed_out(self.talk, every=event.key == "ctrl+u"))
            case _:
                pass  # no other key means anything here

    def on_arrived(self) -> None:
        """Take in what the writer has written."""
        talk = self.talk
        try:
            while True:
                talk = self._taken(talk, self._inbox.get_nowait())
        except Empty:
            self._show(talk)

    def _came(self, what: Written | Exception | None) -> None:
        """Hand on what the writer's thread tells."""
        self._inbox.put(what)
        self.post_message(Arrived())

    def _taken(self, talk: Talk, what: Written | Exception | None) -> Talk:
        match what:
            case Written():
                self._tokens = TokenStream(np.append(self._tokens.ids, what.token.index))
                self._last = what
                return talking.wrote(talk, what.text, self._shares(talk))
            case None:
                return talking.fell_silent(talk)
            case Exception():
                self.fault = what
                self.exit()
                return talk

    def _enter(self) -> None:
        """Say what was typed; with nothing typed, let it go on, or be silent if it writes."""
        if self.talk.writing:
            self._writer.stop()
            if not self.talk.typed:
                return
        text = ("\n" if len(self._tokens) else "") + self.talk.typed if self.talk.typed else ""
        if text or not len(self._tokens):
            more = self._speaker.encoded(text).ids
            self._tokens = TokenStream(np.concatenate([self._tokens.ids, more]))
        self._show(talking.said(self.talk))
        self._writer.write(self._tokens, self.talk.sampling.max_tokens, self._sampling)

    def _forget(self) -> None:
        self._writer.stop()
        self._tokens, self._last = TokenStream([]), None
        self._show(talking.forgot(self.talk))

    def _turn(self, by: int) -> None:
        talk = talking.turned(self.talk, by)
        self._show(replace(talk, shares=self._shares(talk)))

    def _sampling(self) -> Sampling:
        return sampling_of(self.talk.sampling)

    def _shares(self, talk: Talk) -> tuple[talking.Share, ...]:
        return shares_of(self._speaker, self._last, sampling_of(talk.sampling))

    def _show(self, talk: Talk) -> None:
        page = page_of(talk, self._look, *self._measure)
        self.talk = replace(talk, back=page.top)
        self._sheet.show(page)
