"""The table of a trail in a bucket."""

from logs.keys.trail_keys import TrailKeys
from logs.lake.projection import ACCOUNT_KEY, DAY, REGION_KEY, partition_keys, placeholder, projection
from logs.lake.scope import LakeScope
from logs.lake.serde import TRAIL
from logs.lake.table import Column, Table

_SESSION_ISSUER = "struct<type:string,principalid:string,arn:string,accountid:string,username:string>"
_SESSION_CONTEXT = (
    "struct<attributes:struct<mfaauthenticated:string,creationdate:string>,"
    f"sessionissuer:{_SESSION_ISSUER},ec2roledelivery:string,"
    "webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>"
)
_USER_IDENTITY = (
    "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,"
    f"username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:{_SESSION_CONTEXT}>"
)

# Athena User Guide, "Create a table for CloudTrail logs in Athena using partition projection"; what the fields say:
# CloudTrail User Guide, "CloudTrail record contents".
_COLUMNS = (
    Column("eventversion", "string", "Version of the event's format."),
    Column("useridentity", _USER_IDENTITY, "Who asked."),
    Column("eventtime", "string", "When the request was done, UTC, as 2026-01-31T23:59:59Z."),
    Column("eventsource", "string", "The service that was asked, as in iam.amazonaws.com."),
    Column("eventname", "string", "The action that was asked for."),
    Column("awsregion", "string", "Region that the request was made to."),
    Column("sourceipaddress", "string", "Address that it came from, or the name of a service of AWS."),
    Column("useragent", "string", "The program that asked."),
    Column("errorcode", "string", "The error that was answered; NULL if there was none."),
    Column("errormessage", "string", "Its description."),
    Column("requestparameters", "string", "What was sent along, JSON."),
    Column("responseelements", "string", "What was answered, JSON; NULL for actions that only read."),
    Column("additionaleventdata", "string", "What belongs to neither, JSON."),
    Column("requestid", "string", "Id of the request."),
    Column("eventid", "string", "Id of the event, unique among all."),
    Column("readonly", "string", "Whether the action only reads: true or false."),
    Column("resources", "array<struct<arn:string,accountid:string,type:string>>", "What was accessed."),
    Column("eventtype", "string", "AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, …"),
    Column("apiversion", "string", "Version of the API that was called."),
    Column("recipientaccountid", "string", "Account that the event was delivered to."),
    Column("serviceeventdetails", "string", "Details of an event of a service, JSON."),
    Column("sharedeventid", "string", "Id that the events of one request have in common in all accounts concerned."),
    Column("vpcendpointid", "string", "VPC endpoint that the request came through."),
    Column("vpcendpointaccountid", "string", "Account that owns it."),
    Column("eventcategory", "string", "Management, Data, Insight or NetworkActivity."),
    Column(
        "addendum",
        "struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>",
        "Why the event came late or replaces another.",
    ),
    Column("sessioncredentialfromconsole", "string", "true if the credentials are those of a console session."),
    Column("edgedevicedetails", "string", "The edge device that was asked, JSON."),
    Column(
        "tlsdetails",
        "struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>",
        "How the connection was encrypted.",
    ),
)


def trail_table(keys: TrailKeys, bucket: str, scope: LakeScope) -> Table:
    """The table of the events that a trail delivers under these keys, each Region's and account's.

    Args:
        keys: Where in the bucket its files are.
        bucket: The bucket's name.
        scope: How far the table reaches. The accounts are the trail's own, or those of the organization.
    """
    folder = keys.folder(placeholder(ACCOUNT_KEY), placeholder(REGION_KEY), placeholder(DAY.name))
    return Table(
        name="trail_events",
        description=f"CloudTrail events of {keys.organization or 'one account'}.",
        columns=_COLUMNS,
        partition_keys=partition_keys(scope, DAY),
        location=f"s3://{bucket}/{keys.events_folder}",
        input_format=TRAIL.input_format,
        output_format=TRAIL.output_format,
        serde=TRAIL.serde,
        serde_parameters=TRAIL.serde_parameters,
        parameters={**TRAIL.parameters, **projection(scope, DAY, f"s3://{bucket}/{folder}")},
    )
