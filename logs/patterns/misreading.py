"""What reading a pattern's text stops at."""

from typing import NoReturn

from lark import Token


class Misreading(Exception):  # noqa: N818
    """What is wrong, and where; the text that it's wrong in is known further out."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset
        """From 0."""


def misread(problem: str, token: Token) -> NoReturn:
    """Stop at a token."""
    raise Misreading(problem, token.start_pos or 0)
