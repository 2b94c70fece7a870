"""Answers boto3 calls in AWS's place."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError


class Aws:
    """Stands before every boto3 call: can answer in AWS's place, and remembers what was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, list[dict[str, Any] | Exception]] = {}
        passed_on: Callable[..., dict[str, Any]] = vars(BaseClient)["_make_api_call"]

        def call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
            self.asked.append((operation, arguments))
            if operation not in self.answers:
                return passed_on(client, operation, arguments)
            answers = self.answers[operation]
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(BaseClient, "_make_api_call", call)


def refusal(operation: str, code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "not today"}}, operation)
