"""Sections of a Markdown document whose items are left out one by one when the whole is too long; none is ever cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A heading, or a fold, and items below it.

    Attributes:
        head: What comes before the items: whole lines of Markdown; or, of a fold, its summary as HTML, in one line.
        items: Pieces of Markdown, each of whole lines; the more important, the earlier.
        fold: Whether the items are folded away until someone opens them.
        unit: What an item is called, for the count of those that are left out.
    """

    head: str
    items: tuple[str, ...] = ()
    fold: bool = False
    unit: str = "line"

    def text(self, kept: int) -> str:
        """The section with its first items, and a line that counts the others."""
        before, after = self._frame
        return f"{before}{''.join(self.items[:kept])}{_left_out(len(self.items) - kept, self.unit)}{after}"

    def sizes(self) -> Iterator[int]:
        """The bytes of the text with no item, with one, with two, and so on."""
        size = sum(map(_size, self._frame))
        for kept in range(len(self.items) + 1):
            yield size + _size(_left_out(len(self.items) - kept, self.unit))
            size += _size(self.items[kept]) if kept < len(self.items) else 0

    @property
    def _frame(self) -> tuple[str, str]:
        # GitHub reads Markdown inside of a fold only after an empty line.
        return (f"<details><summary>{self.head}</summary>\n\n", "\n</details>\n\n") if self.fold else (self.head, "\n")


def fitted(sections: Sequence[Section], limit: int) -> str:
    """As much of the sections as fits.

    First come the heads, from the first section on; then each section in turn takes as many items as there is room for.

    Args:
        sections: In the order in which they are read: what matters most comes first.
        limit: Bytes of UTF-8 that the text may have: never fewer than characters, by whatever they are counted.

    Returns:
        The text, at most `limit` long. What doesn't fit is counted where it would be: items in their section, sections
        at the end. When the limit is too small for even that, it is not said.
    """
    if size_of(sections) <= limit:
        return _whole(sections)
    kept, room = _with_room(sections, limit)
    texts: list[str] = []
    for section in kept:
        sizes = list(section.sizes())
        room += sizes[0]
        # The most, not the first that is too many: the line with the count is gone when nothing is left out.
        most = max(count for count, size in enumerate(sizes) if size <= room)
        texts.append(section.text(most))
        room -= sizes[most]
    rest = _left_out(len(sections) - len(kept), "section")
    text = "".join(texts)
    return text + rest if _size(text) + _size(rest) <= limit else text


def size_of(sections: Sequence[Section]) -> int:
    """Bytes of all sections with all items."""
    return _size(_whole(sections))


def _whole(sections: Sequence[Section]) -> str:
    return "".join(section.text(len(section.items)) for section in sections)


def _with_room(sections: Sequence[Section], limit: int) -> tuple[list[Section], int]:
    """The first sections whose heads fit, and the bytes that they leave, less those of a line about the others."""
    sizes = [next(section.sizes()) for section in sections]
    if sum(sizes) <= limit:
        return list(sections), limit - sum(sizes)
    room = limit - _size(_left_out(len(sections), "section"))
    kept: list[Section] = []
    for section, size in zip(sections, sizes, strict=True):
        if size > room:
            break
        kept.append(section)
        room -= size
    return kept, room


def _size(text: str) -> int:
    return len(text.encode(errors="replace"))


def _left_out(count: int, unit: str) -> str:
    return f"\n_{count} more {unit}{'' if count == 1 else 's'} left out: no room._\n" if count else ""
