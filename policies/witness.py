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

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from automaton import Budget, TooManyStepsError
from contract import Contract
from evaluation import allows
from findings import Finding
from inside import contains
from plausible import is_plausible, with_agreeing_sources
from policy_model import Document, Statement
from request import Request
from witness_space import WitnessSpace


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
    allows_by_label = {each.label: each for each in document.allows}
    budget = Budget()
    # Findings of one statement about the same part of it are shown by the same request.
    known: dict[tuple[str, str, str], Request | None] = {}
    shown: list[Finding] = []
    for finding in findings:
        if finding.kind in ("excess", "hardening"):
            part = finding.statement, finding.element, finding.key
            if part not in known:
                known[part] = search(allows_by_label[finding.statement], document, contract, budget, finding).witness
            shown.append(finding._replace(witness=known[part]))
        else:
            shown.append(finding)
    return tuple(shown)


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
    try:
        # Where nothing is left, not even the space is laid out.
        budget.spend(0)
        space = WitnessSpace(allow, document, contract, budget)
        # What another Allow lets in shows nothing of this one.
        alone = tuple([each for each in document.statements if each is allow or each.effect == "Deny"])
        for requests in space.outside(about):
            likely = (
                each
                for request in requests
                for each in (*with_agreeing_sources(request, about.key if about else ""), request)
                if allows(Document(alone, ()), each) and not contains(contract, each)
            )
            first = next(likely, None)
            if first is not None:
                return Search(next(filter(is_plausible, chain([first], likely)), first), complete=True)
    except TooManyStepsError:
        return Search(None, complete=False)
    return Search(None, complete=space.is_whole)
