"""What a resource type's declaration is made of.

A declaration is data: which inputs there are, how they map to boto3 calls for create, read, update and delete, which
change replaces the resource, what its outputs and its id are (`resource_type` puts the parts together). `lifecycle`
interprets it. docs/sandbox-provider.md shows how one reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from sandbox.provider.codecs import PLAIN, TAG_LIST, Codec
from sandbox.provider.template import Derived, Scope, Template, Text
from sandbox.provider.values import Value

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


class Change(Enum):
    """What a change of an input does to the resource."""

    UPDATES = "updates"
    REPLACES = "replaces"


class Presence(Enum):
    """What it means that a program leaves an input out."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    AWS_CHOOSES = "aws chooses"  # pulumi-aws's "optional and computed": leaving it out is never a change


class Replacement(Enum):
    """In which order a replacement goes, when old and new do not share one id (then it always deletes first)."""

    CREATE_FIRST = "create first"
    DELETE_FIRST = "delete first"  # where AWS takes only one at a time


class Scoped(Enum):
    """Where a service keeps its resources; regional types have an input `region`."""

    REGION = "region"
    GLOBAL = "global"


@dataclass(frozen=True)
class AutoName:
    """A physical name made of the resource's name and 7 hex digits, as pulumi-aws makes it.

    Attributes:
        longest: The most characters AWS allows.
        convert: What makes the resource's name fit AWS's rules; default: nothing.
    """

    longest: int
    convert: Callable[[str], str] = str


@dataclass(frozen=True)
class Input:
    """One input property.

    Attributes:
        read: JMESPath of its value in what the reads found; empty when AWS does not hold it (the state keeps it).
        codec: How it is written to and read from AWS.
        change: What changing it does.
        presence: What leaving it out means.
        default: Its value when left out, as pulumi-aws's.
        name: How to make a physical name when left out.
        told_by: The input that says the same; an import tells that one only, as AWS takes just one of the two.
        choices: The values pulumi-aws allows where AWS's model names none; empty: any.
    """

    read: str = ""
    codec: Codec = PLAIN
    change: Change = Change.UPDATES
    presence: Presence = Presence.OPTIONAL
    default: Value = None
    name: AutoName | None = None
    told_by: str = ""
    choices: tuple[Value, ...] = ()


Computed: TypeAlias = "str | Text | Derived"


@dataclass(frozen=True)
class Output:
    """One computed property.

    Attributes:
        value: JMESPath into what the reads found, or a `Text` or `Derived` of names.
        follows: The inputs whose change may change it; unknown in the preview of such an update.
    """

    value: Computed
    follows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One boto3 call.

    Attributes:
        operation: The method's name (`create_vpc`).
        request: The template of its arguments.
        when: A name; the call is made only when its value is present and not false. Empty: always.
        failure: JMESPath of an error ({Code, Message}) in a response that AWS sent as a success.
        service: boto3's name of the service, when it is not the type's.
    """

    operation: str
    request: Mapping[str, Template]
    when: str = ""
    failure: str = ""
    service: str = ""


@dataclass(frozen=True)
class Procedure:
    """What no single request says (emptying a bucket, comparing rule sets): a function, used sparingly.

    Attributes:
        run: The function.
        when: As a call's.
        sends: Those of its requests that the inputs tell, for the preview to check.
    """

    run: Callable[[Aws, Scope], None]
    when: str = ""
    sends: tuple[Call, ...] = ()


Step: TypeAlias = Call | Procedure


def calls_of(step: Step) -> tuple[Call, ...]:
    """Return the calls that a step is known to make."""
    return (step,) if isinstance(step, Call) else step.sends


@dataclass(frozen=True)
class Read:
    """One look at the resource; the first one decides whether it exists.

    Attributes:
        name: What JMESPaths call its result.
        call: The request.
        at: JMESPath of the result in the response, a `Text` when it takes values; empty: the whole response.
        absent: Error codes that mean there is nothing.
    """

    name: str
    call: Call
    at: str | Text = ""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What is set by a call of its own, after the creation and whenever one of its inputs changes.

    Attributes:
        inputs: The names of the inputs it covers.
        put: The step that sets them.
        clear: The step that takes them back when none has a value (or all are false, 0 or empty). None: `put` always.
    """

    inputs: tuple[str, ...]
    put: Step
    clear: Step | None = None

    def names(self) -> tuple[str, ...]:
        """Return the inputs it covers."""
        return self.inputs

    def steps(self) -> tuple[Step, ...]:
        """Return every step it may take."""
        return (self.put,) if self.clear is None else (self.put, self.clear)


@dataclass(frozen=True)
class Attachment:
    """A setting whose old value must be detached before a new one is attached; `$old.<input>` is what to detach."""

    input: str
    attach: Call
    detach: Call

    def names(self) -> tuple[str, ...]:
        """Return the input it covers."""
        return (self.input,)

    def steps(self) -> tuple[Step, ...]:
        """Return every step it may take."""
        return (self.attach, self.detach)


@dataclass(frozen=True)
class TagChange:
    """The calls that change tags one by one.

    They may take `$tags_added` (in the codec's form), `$removed_keys` (a list of keys) and `$removed_tags` (a list of
    {Key}). A service that only replaces all tags at once needs a `Setting` of the input `tags` instead.
    """

    add: Call
    remove: Call

    def names(self) -> tuple[str, ...]:
        """Return the input it covers."""
        return ("tags",)

    def steps(self) -> tuple[Step, ...]:
        """Return every step it may take."""
        return (self.add, self.remove)


@dataclass(frozen=True)
class Tags:
    """Where a type's tags are read, and how the service writes them."""

    read: str
    codec: Codec = TAG_LIST


@dataclass(frozen=True)
class FromResponse:
    """An id that AWS makes: JMESPath into the creating call's response."""

    path: str


AnySetting: TypeAlias = Setting | Attachment | TagChange
