"""LeNet: small windows slide over a picture, so that a stroke is known wherever it stands."""

from dataclasses import dataclass

from ctml.data import ImageBatch, LabelledImages
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError
from ctml.models.classifier import Classifier
from ctml.nn import Beginning, Conv2d, Flatten, Linear, MaxPool2d
from ctml.tensor import Tensor, constant_like, relu, reshaped

_POOL, _FLATTEN = MaxPool2d(2), Flatten()
_SIDE, _PADDING = 3, 1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LeNet(Classifier):
    """Twice convolve, bend and pool, then two linear maps (LeCun and others, 1998, in small).

        [B, 1, H, W] -> [B, F, H/2, W/2] -> [B, S, H/4, W/4] -> [B, HIDDEN] -> [B, C]

    The paper's network has windows of 5 x 5, more maps and means in place of maxima; this one is
    small enough to learn in seconds.

    Attributes:
        first: 1 to F channels, 3 x 3 windows.
        second: F to S channels, 3 x 3 windows.
        hidden: [S · H/4 · W/4] to [HIDDEN].
        readout: [HIDDEN] to [C].
        height: H.
        width: W.

    Raises:
        InvalidTypeError: height or width is not an int.
        InvalidValueError: one of them is less than 4.
    """

    first: Conv2d
    second: Conv2d
    hidden: Linear
    readout: Linear
    height: int
    width: int

    def __post_init__(self) -> None:
        whole_number("LeNet.height", self.height, at_least=4)
        whole_number("LeNet.width", self.width, at_least=4)

    @classmethod
    def initial(cls, images: LabelledImages, width: int, beginning: Beginning) -> "LeNet":
        """Return a model that knows nothing yet, with 8 and 16 maps.

        Args:
            images: what it will learn from; only their size and classes are looked at.
            width: HIDDEN, 1 or more.
            beginning: how the weights are drawn; ``Spread.HE`` suits the bends.

        Raises:
            InvalidTypeError: the width is not an int.
            InvalidValueError: it is less than 1, or a side of the pictures less than 4.
        """
        _, height, across = images.pixels.shape
        first = Conv2d.initial(1, 8, _SIDE, beginning, padding=_PADDING)
        second = Conv2d.initial(8, 16, _SIDE, beginning, padding=_PADDING)
        pooled = 16 * (height // 4) * (across // 4)
        hidden = Linear.initial(max(pooled, 1), width, beginning)
        readout = Linear.initial(width, images.classes, beginning)
        return cls(first, second, hidden, readout, height, across)

    def __call__(self, pictures: ImageBatch, /) -> Tensor:
        """Return the scores, [B, H · W] to [B, C].

        Raises:
            InvalidShapeError: the pictures are of another size.
        """
        self._require_size(pictures)
        x = constant_like(self.hidden.weight, pictures.features)
        x = reshaped(x, len(pictures), 1, self.height, self.width)
        x = _POOL(relu(self.first(x)))
        x = _POOL(relu(self.second(x)))
        return self.readout(relu(self.hidden(_FLATTEN(x))))

    def _require_size(self, pictures: ImageBatch) -> None:
        points = self.height * self.width
        if pictures.features.shape[1] != points:
            given = f"pictures of {pictures.features.shape[1]} points"
            needed = f"{points}, for {self.height} x {self.width}"
            raise InvalidShapeError("LeNet", given, needed)
