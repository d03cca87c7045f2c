"""Values as data: what crosses the wall, by exact type, and what it becomes on the other side."""

from ctml_runner.wall.values.decoding import Decoder
from ctml_runner.wall.values.encoding import Encoder
from ctml_runner.wall.values.form import Form, Malformed, NotCrossed

__all__ = ["Decoder", "Encoder", "Form", "Malformed", "NotCrossed"]
