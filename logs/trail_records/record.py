"""The record: CloudTrail User Guide, "CloudTrail record contents for management, data, and network activity events"."""

from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from logs.trail_records.identity import UserIdentity
from logs.trail_records.part import Account, OpenPart, RecordPart

EventVersion = Literal["1.08", "1.09", "1.10", "1.11"]

_Guid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
_Time = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
_Source = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$")]
_Region = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")]

# Of the fields, what came in after the oldest version that is read here.
_SINCE: MappingProxyType[str, EventVersion] = MappingProxyType({"vpcEndpointAccountId": "1.09"})


class Resource(RecordPart):
    """A resource that the request was about. S3 gives a prefix instead of an ARN where it lists or deletes many."""

    arn: str | None = Field(default=None, alias="ARN")
    arn_prefix: str | None = Field(default=None, alias="ARNPrefix")
    account_id: Account | None = None
    type: str | None = None


class Addendum(RecordPart):
    """Why the record came late, or what it puts right."""

    reason: Literal["DELIVERY_DELAY", "UPDATED_DATA", "SERVICE_OUTAGE"]
    updated_fields: str | None = None
    original_request_id: str | None = Field(default=None, alias="originalRequestID")
    original_event_id: str | None = Field(default=None, alias="originalEventID")


class TlsDetails(RecordPart):
    """How the connection was encrypted. What is missing is left out."""

    tls_version: str | None = None
    cipher_suite: str | None = None
    client_provided_host_header: str | None = None
    key_exchange: str | None = None


class TrailRecord(RecordPart):
    """A record of eventVersion 1.08 to 1.11, as a trail delivers it.

    Not `eventContext`, which only event data stores have. Read one with `TrailRecord.model_validate(event)`.
    """

    nullable: ClassVar[frozenset[str]] = frozenset({"requestParameters", "responseElements"})

    event_version: EventVersion
    user_identity: UserIdentity
    event_time: _Time
    event_source: _Source
    event_name: str
    aws_region: _Region
    source_ip_address: str = Field(alias="sourceIPAddress")
    user_agent: str | None = None
    error_code: str | None = None
    error_message: str | None = None
    request_parameters: OpenPart | None
    response_elements: OpenPart | None
    additional_event_data: OpenPart | None = None
    request_id: str | None = Field(default=None, alias="requestID")
    event_id: _Guid = Field(alias="eventID")
    read_only: bool | None = None
    resources: list[Resource] | None = None
    # The guide calls the last AwsVpceEvents; its example events have AwsVpceEvent.
    event_type: Literal["AwsApiCall", "AwsServiceEvent", "AwsConsoleAction", "AwsConsoleSignIn", "AwsVpceEvent"]
    api_version: str | None = None
    management_event: bool | None = None
    recipient_account_id: Account | None = None
    service_event_details: OpenPart | None = None
    shared_event_id: _Guid | None = Field(default=None, alias="sharedEventID")
    vpc_endpoint_id: str | None = None
    vpc_endpoint_account_id: str | None = None
    event_category: Literal["Management", "Data", "NetworkActivity"]
    addendum: Addendum | None = None
    session_credential_from_console: Literal["true"] | None = None
    edge_device_details: OpenPart | None = None
    tls_details: TlsDetails | None = None

    @model_validator(mode="after")
    def _has_no_field_of_a_later_version(self) -> Self:
        present = self.model_dump(by_alias=True, exclude_none=True)
        # All are 1.xx with two digits, and so in order as text.
        late = [name for name, since in _SINCE.items() if name in present and self.event_version < since]
        if late:
            raise ValueError(f"{', '.join(late)}: not in version {self.event_version}, which is older than the field.")
        return self
