"""The one error that ends a command before it could do its work."""


class OpsError(Exception):
    """A command can't run: the command line shows the three parts and exits with 2.

    Args:
        problem: What is wrong, in one sentence.
        value: What was found instead: a value, or the message of the program that refused.
        fix: What the reader can do about it.
    """

    def __init__(self, *, problem: str, value: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.value = value
        self.fix = fix
