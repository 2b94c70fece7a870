"""What is said of a text that is no filter pattern."""


class PatternError(ValueError):
    """A text that CloudWatch Logs wouldn't take, or that it would take for something else."""

    def __init__(self, problem: str, text: str, offset: int) -> None:
        """Points at a place in the text.

        Args:
            problem: What is wrong there, and what to write instead.
            text: The whole pattern.
            offset: Where in it, from 0.
        """
        begin = text.rfind("\n", 0, offset) + 1
        line = text[begin:].partition("\n")[0]
        number = text.count("\n", 0, offset) + 1
        self.column = offset - begin + 1
        place = f"column {self.column}" if "\n" not in text else f"line {number}, column {self.column}"
        super().__init__(f"{place}: {problem}\n  {line}\n  {' ' * (self.column - 1)}^")
