"""Text that keeps our words apart from values that others chose, so that each output can quote the values its way."""

from collections.abc import Callable
from dataclasses import dataclass

Quote = Callable[[str], str]


@dataclass(frozen=True)
class Sentence:
    """A text with values in it.

    Attributes:
        template: Our words, with `{}` for each value.
        values: Names, ARNs, numbers and messages out of the preview, in the template's order. They may hold anything.
    """

    template: str
    values: tuple[str, ...] = ()

    def text(self, quote: Quote) -> str:
        """The whole text, each value quoted."""
        return self.template.format(*map(quote, self.values))


def say(template: str, *values: object) -> Sentence:
    """A sentence.

    Args:
        template: See `Sentence`. It has to be a literal: what others chose belongs into the values.
        values: See `Sentence`.
    """
    return Sentence(template, tuple(map(str, values)))
