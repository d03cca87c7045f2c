"""Frames: messages over a socket, each with its length in front, none longer than is sensible."""

import socket
import struct

LONGEST = 256 << 20
"""Bytes of the longest frame that is believed: a batch of files, or all that is said of it."""

_LENGTH = struct.Struct(">Q")


def send(line: socket.socket, message: bytes) -> None:
    """Send a message.

    Raises:
        OSError: nobody is there to take it.
    """
    line.sendall(_LENGTH.pack(len(message)) + message)


def receive(line: socket.socket) -> bytes | None:
    """Return the next message; None if there is none to come, or none that can be believed.

    Raises:
        OSError: the line broke, or its own time for waiting is up.
    """
    head = _exactly(line, _LENGTH.size)
    if head is None or (length := _LENGTH.unpack(head)[0]) > LONGEST:
        return None
    return _exactly(line, length)


def _exactly(line: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        more = line.recv(min(size - len(data), 1 << 20))
        if not more:
            return None
        data += more
    return bytes(data)
