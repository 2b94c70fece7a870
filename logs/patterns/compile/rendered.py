"""Text of a condition in another language, with parentheses only where they're needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class Binding(IntEnum):
    """How tightly a text holds together."""

    ANY_OF = 1
    ALL_OF = 2
    ONE = 3


@dataclass(frozen=True)
class Rendered:
    """A text that is a condition."""

    text: str
    binding: Binding = Binding.ONE

    def within(self, binding: Binding) -> str:
        """The text as a part of one that binds like this."""
        return f"({self.text})" if self.binding < binding else self.text


def all_of(parts: Sequence[Rendered], word: str) -> Rendered:
    """All hold. `word` is the language's word between them."""
    return _joined(parts, word, Binding.ALL_OF, Binding.ALL_OF)


def any_of(parts: Sequence[Rendered], word: str) -> Rendered:
    """One holds. `word` is the language's word between them."""
    # Alternatives in parentheses that aren't needed: who reads them needs them.
    return _joined(parts, word, Binding.ANY_OF, Binding.ONE)


def _joined(parts: Sequence[Rendered], word: str, binding: Binding, within: Binding) -> Rendered:
    if len(parts) == 1:
        return parts[0]
    return Rendered(f" {word} ".join(part.within(within) for part in parts), binding)
