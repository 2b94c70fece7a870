"""The requests that one Allow lets in, as classes of values for each variable; see `witness`."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Final

from assigned_variables import assigned, variables_of
from automaton import Budget, TooManyStepsError
from boxes import Box, contract_boxes, statement_box
from candidates import (
    actions,
    comparisons,
    is_ordered,
    principals,
    resources,
    resources_told_apart,
    told_apart,
    values,
)
from contract import SERVICES, Contract
from delivery_context import ACL_KEY
from findings import Finding
from identities import identities, keys_of_identity
from plausible import context_with, could_have, go_together, is_object, keys_of_principal, without_upload
from policy_model import Document, Statement
from request import Request
from s3_operations import is_on_objects
from source import SOURCE_ACCOUNT, SOURCE_ARN
from value_classes import cheapest_choice, classes_of, first_of_each
from variables import restored, substituted

# What a variable costs that is not as the contract has it, unless the finding is about just that.
_DEAR: Final = 1000
# What one costs that the principal could not have: more than all that is dear together.
_IMPOSSIBLE: Final = 1_000_000
# How many sorts of users and roles that fit the conditions are tried.
_MOST_IDENTITIES: Final = 8
# Comparing a value with a pattern takes far less than a step of the automaton.
_COMPARISONS_A_STEP: Final = 4
_ACTIONS: Final = ("Action", "NotAction")
_PRINCIPALS: Final = ("Principal", "NotPrincipal")


class WitnessSpace:
    """The requests that one Allow lets in.

    Args:
        allow: The statement.
        document: The document that it is in.
        contract: The contract, with its partition and its accounts.
        budget: The steps that all searches may take together.
    """

    def __init__(self, allow: Statement, document: Document, contract: Contract, budget: Budget) -> None:
        self._allow = allow
        self._contract = contract
        self._budget = budget
        self._fixed = assigned(allow, contract)
        self._variables = {key: value for key, value in self._fixed.items() if value is not None}
        self._denies = [each for each in document.statements if each.effect == "Deny"]
        self._box = statement_box(allow, self._variables)
        self._named_keys = [
            *(each.key for statement in (allow, *self._denies) for each in statement.conditions),
            *self._fixed,
        ]
        self._boxes = [*contract_boxes(contract), *(statement_box(deny, self._variables) for deny in self._denies)]
        self._resources: list[str] = []
        self._values: dict[str, list[str | None]] = {}

    @property
    def is_whole(self) -> bool:
        """Whether all that there may be is searched: of a policy variable one value is tried, of an order a few."""
        statements = (self._allow, *self._denies)
        return not any(
            any(True for _ in variables_of(statement)) or any(map(is_ordered, statement.conditions))
            for statement in statements
        )

    def outside(self, about: Finding | None) -> Iterator[list[Request]]:
        """Requests that no box has, round by round, those first that differ least from the contract's.

        Args:
            about: What they should show; the rest of them is as in the contract, if it can be.

        Raises:
            TooManyStepsError: The budget is spent.
        """
        keys = dict.fromkeys([SOURCE_ARN, SOURCE_ACCOUNT, ACL_KEY, *self._named_keys])
        steps = comparisons(self._allow, self._denies, self._contract) // _COMPARISONS_A_STEP
        for thorough in (False, True):
            self._budget.spend(steps)
            self._resources = list(dict.fromkeys(self._tried_resources(thorough=thorough)))
            self._values = {key: list(dict.fromkeys(self._tried(key, thorough=thorough))) for key in keys}
            found = sorted(self._found(about), key=lambda choice: choice[0])
            yield [likely for _, request in found for likely in (without_upload(request), request)]

    def _found(self, about: Finding | None) -> list[tuple[int, Request]]:
        """What each principal can ask for, with what it costs."""
        found = [
            choice
            for principal in dict.fromkeys(principals(self._allow, self._contract))
            if self._box.principal(principal) and (choice := self._cheapest(principal, about)) is not None
        ]
        if all(cost >= _IMPOSSIBLE for cost, _ in found):
            # Where the budget ends here, what is found stays.
            with suppress(TooManyStepsError):
                found += self._of_an_identity(about)
        return found

    def _of_an_identity(self, about: Finding | None) -> Iterator[tuple[int, Request]]:
        """What users and roles can ask for that the conditions ask for by their keys."""
        tried = identities(self._allow, self._denies, self._contract)
        fit = [
            each
            for each in tried
            if _has_identity(self._box, each)
            and all(self._fixed.get(key, value) == value for key, value in keys_of_identity(each).items())
        ]
        for principal in first_of_each(fit, self._boxes, _has_identity, bool, self._budget)[:_MOST_IDENTITIES]:
            if (choice := self._cheapest(principal, about)) is not None:
                yield choice

    def _cheapest(self, principal: tuple[str, str], about: Finding | None) -> tuple[int, Request] | None:
        boxes = [box for box in self._boxes if box.principal(principal)]
        element = about.element if about else ""
        ours = sum(1 << index for index, box in enumerate(boxes) if box.is_ours)
        keys = self._keys(principal)
        targets = classes_of(self._targets(boxes, element), boxes, _has_target, self._budget)
        by_key = [
            classes_of(
                self._of(principal, key, boxes),
                boxes,
                partial(_has_key, key),
                self._budget,
                lambda bits, value, key=key: (
                    _DEAR * (not _is_about(about, key) and bits & ours != ours)
                    + _IMPOSSIBLE * (not could_have(principal, key, value))
                ),
            )
            for key in keys
        ]
        chosen = cheapest_choice([targets, *by_key], 2 ** len(boxes) - 1, self._budget)
        if chosen is None:
            return None
        target, *of_keys = chosen.indices
        action, resource = targets[target].value
        context = {key: of[index].value for key, of, index in zip(keys, by_key, of_keys, strict=True)}
        unwanted = (principal[1] in SERVICES) is (element in _PRINCIPALS)
        return chosen.cost + _DEAR * unwanted, Request(principal, action, resource, context_with(context))

    def _keys(self, principal: tuple[str, str]) -> list[str]:
        """The condition keys that make a difference for a principal."""
        service = SERVICES.get(principal[1])
        needed = (*service.pins, ACL_KEY) if service else ()
        return list(dict.fromkeys([*needed, *self._named_keys]))

    def _targets(self, boxes: Sequence[Box], element: str) -> list[tuple[str, str]]:
        """Pairs of an action and a resource that the statement names, those first that S3 knows to go together.

        If a finding is about the action, those with an action of no delivery come first of these.
        """
        named = [action for action in dict.fromkeys(actions(self._allow)) if self._box.action(action)]
        on = first_of_each(
            self._resources, boxes, lambda box, resource: box.resource(resource), is_object, self._budget
        )
        pairs = [
            (action, resource)
            for action in first_of_each(
                named, boxes, lambda box, action: box.action(action), is_on_objects, self._budget
            )
            for resource in on
        ]
        ours = [box for box in boxes if box.is_ours and element in _ACTIONS]
        return sorted(pairs, key=lambda pair: (not go_together(*pair), any(box.action(pair[0]) for box in ours)))

    def _tried_resources(self, *, thorough: bool) -> Iterator[str]:
        allow = self._allow._replace(resources=tuple(self._text(each) for each in self._allow.resources))
        tried = map(restored, resources(allow, self._contract))
        yield from (each for each in tried if self._box.resource(each))
        if thorough:
            told = resources_told_apart([allow, *self._denies], self._contract, self._budget)
            yield from (each for each in told if self._box.resource(each))

    def _text(self, value: str) -> str:
        return substituted(value, self._variables) or value

    def _of(self, principal: tuple[str, str], key: str, boxes: Sequence[Box]) -> list[str | None]:
        """Values of a key that meet the statement's conjuncts on it, for a principal: those first that it could have.

        Of those, the ones that some delivery does not have come first.
        """
        of_principal = keys_of_principal(principal)
        known = keys_of_identity(principal)
        if key in of_principal:
            tried: Iterable[str | None] = [of_principal[key]]
        elif key in known and key not in self._fixed:
            tried = [known[key], *self._values[key]]
        else:
            tried = self._values[key]
        ours = [box for box in boxes if box.is_ours]
        return sorted(
            (value for value in tried if self._box.key(key, value)),
            key=lambda value: (not could_have(principal, key, value), all(box.key(key, value) for box in ours)),
        )

    def _tried(self, key: str, *, thorough: bool) -> Iterable[str | None]:
        return [self._fixed[key]] if key in self._fixed else self._likely(key, thorough=thorough)

    def _likely(self, key: str, *, thorough: bool) -> Iterator[str | None]:
        conditions = [
            each._replace(values=tuple(map(self._text, each.values)))
            for statement in (self._allow, *self._denies)
            for each in statement.conditions
            if each.key == key
        ]
        yield from (value and restored(value) for value in values(key, conditions, self._contract))
        if thorough:
            yield from told_apart(key, conditions, self._contract, self._budget)


def _is_about(finding: Finding | None, key: str) -> bool:
    return finding is not None and finding.element == "Condition" and finding.key in ("", key)


def _has_target(box: Box, target: tuple[str, str]) -> bool:
    action, resource = target
    return box.action(action) and box.resource(resource)


def _has_identity(box: Box, principal: tuple[str, str]) -> bool:
    return box.principal(principal) and all(box.key(key, value) for key, value in keys_of_identity(principal).items())


def _has_key(key: str, box: Box, value: str | None) -> bool:
    return box.key(key, value)
