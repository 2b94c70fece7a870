"""The types of the JSON values in a policy document: objects, lists and plain strings."""

from collections.abc import Collection, Iterable

from findings import shown
from malformed import MalformedError
from policy_values import is_plain
from strict_json import Json


def as_object(raw: Json, element: str) -> dict[str, Json]:
    """The value, which has to be an object.

    Raises:
        MalformedError: It isn't; the element is the one to blame.
    """
    if not isinstance(raw, dict):
        raise MalformedError(element, f"{shown(raw)} is not an object", "Write an object: {...}")
    return raw


def as_list(raw: Json) -> list[Json]:
    """The value if it is a list, else a list of it: one value and a list of one mean the same."""
    return raw if isinstance(raw, list) else [raw]


def as_strings(raw: Json, element: str) -> tuple[str, ...]:
    """The value, which has to be a string or a list of some.

    Raises:
        MalformedError: It isn't; the element is the one to blame.
    """
    if isinstance(raw, str) and is_plain(raw):
        return (raw,)
    values = as_list(raw)
    if not values:
        raise MalformedError(element, "the list is empty", "Write at least one value")
    return tuple([as_string(value, element) for value in values])


def as_string(raw: Json, element: str) -> str:
    """The value, which has to be a string of printable ASCII, not empty and without outer spaces.

    Raises:
        MalformedError: It isn't; the element is the one to blame.
    """
    if not isinstance(raw, str):
        raise MalformedError(element, f"{shown(raw)} is not a string", 'Write a string: "..."')
    if not is_plain(raw):
        raise MalformedError(
            element,
            f"{shown(raw)} is empty, has outer spaces, or has a character that is not printable ASCII",
            "Write plain printable ASCII",
        )
    return raw


def as_name(elements: dict[str, Json], element: str) -> None:
    """Check a Sid or an Id, if there is one.

    AWS takes an empty one for none: Access Analyzer only suggests to fill it ("Empty SID value"), and Terraform gives
    every statement without a name an empty Sid.

    Raises:
        MalformedError: It isn't a string as `as_string` wants it.
    """
    name = elements.get(element, "")
    if name != "":
        as_string(name, element)


def only_known(names: Iterable[str], known: Collection[str]) -> None:
    """Check the names of an object's members.

    Raises:
        MalformedError: One is not known.
    """
    for name in names:
        if name not in known:
            raise MalformedError(shown(name), "not an element of the policy language", f"Use {', '.join(known)}")
