"""A request that shows what is wrong: one that a document allows and its contract does not have.

An Allow is a box: its principals, times its actions, times its resources, times, for each condition key, the values
that meet its conjuncts. So is each kind of request in the contract, and what each Deny takes away. Of a value for one
variable (the resource, say) only this counts: in which of the contract's and the Denies' boxes it lies, on that side.
So the values of a variable fall into finitely many classes, and a request outside is a choice of one class a variable
such that no box has them all.

The classes come from likely values first and, if those show nothing, from the search of `automaton`, which misses none.
What is no pattern (numbers, dates, addresses) is tried around the values that the document names. Every witness is held
against the whole document and the contract before it is given.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, Generic, NamedTuple, TypeVar

from automaton import Budget, TooManyStepsError
from boxes import Box, contract_boxes, statement_box
from candidates import actions, foreign_account, principals, resources, resources_told_apart, told_apart, values
from contract import SERVICES, Contract
from delivery_context import ACL_KEY
from evaluation import allows
from findings import Finding
from globs import ARN_COMPONENTS
from inside import contains
from policy_model import Document, Statement
from request import Request
from s3_operations import ON_BUCKETS, ON_OBJECTS
from source import SOURCE_ACCOUNT, SOURCE_ARN
from variables import ESCAPES, VARIABLE, restored, substituted

_Value = TypeVar("_Value")
# A variable that lies in no box of the contract: dear, unless the finding is about just that.
_OUTSIDE: Final = 1000
_TARGETS: Final = ("Action", "NotAction", "Resource", "NotResource")
_PRINCIPALS: Final = ("Principal", "NotPrincipal")
_KEY_NAMES: Final = {
    name.lower(): name
    for name in (
        *("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceIp", "aws:SecureTransport"),
        *("aws:PrincipalOrgID", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalServiceName"),
        *("aws:PrincipalIsAWSService", "aws:SourceVpce", "aws:SourceVpc", "s3:DataAccessPointAccount"),
        *("s3:DataAccessPointArn", "s3:TlsVersion", "aws:CurrentTime", "aws:Referer", "aws:UserAgent"),
    )
}
_ON_OBJECTS: Final = frozenset(f"s3:{operation.lower()}" for operation in ON_OBJECTS)
_ON_BUCKETS: Final = frozenset(f"s3:{operation.lower()}" for operation in ON_BUCKETS)


class _Class(NamedTuple, Generic[_Value]):
    """A class of a variable's values: the boxes that it lies in, as bits; what it costs to choose it; one value."""

    bits: int
    cost: int
    value: _Value


class _Choice(NamedTuple):
    """A class for each variable so far, by its index."""

    cost: int
    indices: tuple[int, ...]


class Search(NamedTuple):
    """What the search for a witness came to.

    Attributes:
        witness: The request; None: none was found.
        complete: Whether everything was searched, so that where nothing was found there is nothing.
    """

    witness: Request | None
    complete: bool


def with_witnesses(findings: Iterable[Finding], document: Document, contract: Contract) -> tuple[Finding, ...]:
    """Findings, each of a grant that is too wide with a witness if one is found.

    Args:
        findings: What was found in the document.
        document: The document, which is well formed.
        contract: Its contract, with the partition and the accounts.
    """
    allows_by_label = {each.label: each for each in document.statements if each.effect == "Allow"}
    budget = Budget()
    return tuple(
        replace(
            finding, witness=search(allows_by_label[finding.statement], document, contract, budget, finding).witness
        )
        if finding.kind in ("excess", "hardening")
        else finding
        for finding in findings
    )


def search(
    allow: Statement, document: Document, contract: Contract, budget: Budget, about: Finding | None = None
) -> Search:
    """Look for a request that one Allow lets in, no Deny refuses, and the contract does not have.

    Args:
        allow: The statement.
        document: The document that it is in.
        contract: The contract, with its partition and its accounts.
        budget: The steps that the search may take.
        about: What the request should show, if it can; the rest of it is as in the contract, if it can be.
    """
    fixed = _assigned(allow, contract)
    for told in (None, budget):
        space = _Space(allow, document, contract, fixed, told)
        try:
            for request in space.outside(about):
                for shown in (_without_upload(request), request):
                    if allows(document, shown) and not contains(contract, shown):
                        return Search(shown, complete=True)
        except TooManyStepsError:
            return Search(None, complete=False)
    return Search(None, complete=True)


def _assigned(allow: Statement, contract: Contract) -> dict[str, str | None]:
    """A value for each key that a policy variable of the statement asks for; None: the variable has a default."""
    account = foreign_account(contract)
    source = f"arn:{contract.partition}:cloudtrail:us-east-1:{account}:trail/evil"
    chosen = {SOURCE_ACCOUNT: account, SOURCE_ARN: source}
    texts = [*allow.resources, *(value for condition in allow.conditions for value in condition.values)]
    return {
        match[1].lower(): None if match[2] is not None else chosen.get(match[1].lower(), "x")
        for text in texts
        if "${" in text
        for match in VARIABLE.finditer(text)
        if match[1] not in ESCAPES
    }


class _Space:
    """The requests that one Allow lets in, as classes of values for each variable."""

    def __init__(
        self,
        allow: Statement,
        document: Document,
        contract: Contract,
        fixed: Mapping[str, str | None],
        budget: Budget | None,
    ) -> None:
        self._allow = allow
        self._contract = contract
        self._fixed = fixed
        self._budget = budget
        self._variables = {key: value for key, value in fixed.items() if value is not None}
        self._denies = [each for each in document.statements if each.effect == "Deny"]
        self._box = statement_box(allow, self._variables)
        self._deny_boxes = [statement_box(deny, self._variables) for deny in self._denies]
        self._boxes = [*contract_boxes(contract), *self._deny_boxes]

    def outside(self, about: Finding | None) -> Iterator[Request]:
        """Requests that no box has, by their principal; those that differ least from the contract's come first."""
        found = [
            choice
            for principal in dict.fromkeys(principals(self._allow, self._contract))
            if self._box.principal(principal) and (choice := self._cheapest(principal, about)) is not None
        ]
        for _, request in sorted(found, key=lambda choice: choice[0]):
            yield request

    def _cheapest(self, principal: tuple[str, str], about: Finding | None) -> tuple[int, Request] | None:
        boxes = [box for box in self._boxes if box.principal(principal)]
        element = about.element if about else ""
        ours = sum(1 << index for index, box in enumerate(boxes) if box.is_ours)
        keys = self._keys(principal, boxes)
        targets = _classes(
            self._targets(),
            boxes,
            _has_target,
            lambda bits: ours != 0 and not bits & ours,
            dear=0 if element in _TARGETS else _OUTSIDE,
        )
        by_key = [
            _classes(
                self._values(key, principal),
                boxes,
                partial(_has_key, key),
                lambda bits: bits & ours != ours,
                dear=0 if about and element == "Condition" and about.key in ("", key) else _OUTSIDE,
            )
            for key in keys
        ]
        chosen = _least([targets, *by_key], (1 << len(boxes)) - 1)
        if chosen is None:
            return None
        (action, resource) = targets[chosen.indices[0]].value
        context = {key: of[index].value for key, of, index in zip(keys, by_key, chosen.indices[1:], strict=True)}
        as_wanted = (principal[1] in SERVICES) is not (element in _PRINCIPALS)
        return chosen.cost + (0 if as_wanted else _OUTSIDE), Request(principal, action, resource, _context(context))

    def _keys(self, principal: tuple[str, str], boxes: Sequence[Box]) -> list[str]:
        """The condition keys that make a difference for a principal, whose boxes these are."""
        denies = [deny for deny, box in zip(self._denies, self._deny_boxes, strict=True) if box in boxes]
        named = [each.key for statement in (self._allow, *denies) for each in statement.conditions]
        service = SERVICES.get(principal[1])
        needed = (*service.pins, ACL_KEY) if service else ()
        return list(dict.fromkeys([*needed, *named, *self._fixed]))

    def _targets(self) -> Iterator[tuple[str, str]]:
        """Pairs of an action and a resource that the statement names, those first that S3 knows to go together."""
        named = [action for action in dict.fromkeys(actions(self._allow)) if self._box.action(action)]
        on = [each for each in dict.fromkeys(map(restored, self._resources())) if self._box.resource(each)]
        pairs = [(action, resource) for action in named for resource in on]
        yield from (pair for pair in pairs if _go_together(*pair))
        yield from (pair for pair in pairs if not _go_together(*pair))

    def _resources(self) -> Iterator[str]:
        allow = self._allow._replace(resources=tuple(self._text(each) for each in self._allow.resources))
        yield from resources(allow, self._contract)
        if self._budget is not None:
            yield from resources_told_apart([allow, *self._denies], self._contract, self._budget)

    def _text(self, value: str) -> str:
        return substituted(value, self._variables) or value

    def _values(self, key: str, principal: tuple[str, str]) -> Iterator[str | None]:
        """Values of a key that meet the statement's conjuncts on it."""
        of_principal = _of_principal(principal)
        if key in self._fixed:
            tried: Iterable[str | None] = [self._fixed[key]]
        elif key in of_principal:
            tried = [of_principal[key]]
        else:
            tried = self._tried(key)
        return (value for value in dict.fromkeys(tried) if self._box.key(key, value))

    def _tried(self, key: str) -> Iterator[str | None]:
        conditions = [
            each._replace(values=tuple(map(self._text, each.values)))
            for statement in (self._allow, *self._denies)
            for each in statement.conditions
            if each.key == key
        ]
        yield from (value and restored(value) for value in values(key, conditions, self._contract))
        if self._budget is not None:
            yield from told_apart(key, conditions, self._contract, self._budget)


def _has_target(box: Box, target: tuple[str, str]) -> bool:
    action, resource = target
    return box.action(action) and box.resource(resource)


def _has_key(key: str, box: Box, value: str | None) -> bool:
    return box.key(key, value)


def _of_principal(principal: tuple[str, str]) -> Mapping[str, str | None]:
    """The keys whose value follows from who asks."""
    kind, name = principal
    service = name if kind == "Service" else None
    return {
        "aws:principalservicename": service,
        "aws:principalservicenameslist": service,
        "aws:principalisawsservice": str(service is not None).lower(),
    }


def _go_together(action: str, resource: str) -> bool:
    """Whether S3 has the action on a resource of this kind."""
    last = resource.split(":", ARN_COMPONENTS - 1)[-1]
    is_object = "/object/" in last if last.startswith("accesspoint/") else "/" in last
    return action.lower() in (_ON_OBJECTS if is_object else _ON_BUCKETS)


def _without_upload(request: Request) -> Request:
    """The request without the header that only a request with an object has, if it is about a bucket."""
    if request.action.lower() not in _ON_BUCKETS:
        return request
    return request._replace(context={key: value for key, value in request.context.items() if key != ACL_KEY})


def _context(chosen: Mapping[str, str | None]) -> dict[str, str]:
    """The context of a request with these keys, and with what goes with them."""
    context = {"aws:securetransport": "true", **chosen}
    source = context.get(SOURCE_ARN)
    if source is not None and SOURCE_ACCOUNT not in chosen and source.count(":") >= ARN_COMPONENTS - 1:
        context[SOURCE_ACCOUNT] = source.split(":")[4]
    return {_KEY_NAMES.get(key, key): value for key, value in context.items() if value is not None}


def _classes(
    tried: Iterable[_Value],
    boxes: Sequence[Box],
    has: Callable[[Box, _Value], bool],
    is_outside: Callable[[int], bool],
    dear: int,
) -> list[_Class[_Value]]:
    """The classes of a variable's values.

    Args:
        tried: The values, the likeliest first.
        boxes: The boxes.
        has: Whether a box has a value.
        is_outside: Whether a value that lies in these boxes, as bits, is not as the contract has it.
        dear: What such a value costs.
    """
    found: dict[int, _Class[_Value]] = {}
    for order, value in enumerate(tried):
        bits = sum(1 << index for index, box in enumerate(boxes) if has(box, value))
        if bits not in found:
            found[bits] = _Class(bits, order + (dear if is_outside(bits) else 0), value)
    return list(found.values())


def _least(variables: Sequence[Sequence[_Class[Any]]], everything: int) -> _Choice | None:
    """The cheapest choice of a class for each variable such that no box has all of them."""
    reached = {everything: _Choice(0, ())}
    for classes in variables:
        following: dict[int, _Choice] = {}
        for boxes, choice in reached.items():
            for index, (bits, cost, _) in enumerate(classes):
                known = following.get(boxes & bits)
                if known is None or choice.cost + cost < known.cost:
                    following[boxes & bits] = _Choice(choice.cost + cost, (*choice.indices, index))
        reached = following
    return reached.get(0)
