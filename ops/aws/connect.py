"""From the environment's credentials to an `Account`, having made sure that they are of the right account."""

# boto3-stubs types the clients of the services that are not installed as Unknown, and so the method for all of them.
# pyright: reportUnknownMemberType=false

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as AwsConnectionError
from botocore.parsers import ResponseParserError

from ops.aws.account import Account
from ops.aws.calls import first_line, refused
from ops.errors import OpsError

# Bounded, so that a command ends whatever the network does: at most 3 attempts of at most 20 s for a call.
_CONFIG = Config(connect_timeout=5, read_timeout=15, retries={"mode": "standard", "total_max_attempts": 3})


def connect(*, region: str, account_id: str) -> Account:
    """Open the clients and ask AWS whose credentials these are.

    Asking first makes one error of what would otherwise be an error in every call. And in the wrong account
    everything would look as if someone had deleted it.

    Args:
        region: Where the stack is deployed.
        account_id: The account in which the stack is deployed.

    Raises:
        OpsError: There are no usable credentials, AWS can't be reached, something else answers in its place, or the
            credentials are of another account.
    """
    try:
        session = boto3.Session(region_name=region)
        answer = session.client("sts", config=_CONFIG).get_caller_identity()
        caller_account, caller_arn = answer["Account"], answer["Arn"]
        account = Account(
            account_id=account_id,
            athena=session.client("athena", config=_CONFIG),
            cloudtrail=session.client("cloudtrail", config=_CONFIG),
            cloudwatch=session.client("cloudwatch", config=_CONFIG),
            ec2=session.client("ec2", config=_CONFIG),
            events=session.client("events", config=_CONFIG),
            firehose=session.client("firehose", config=_CONFIG),
            logs=session.client("logs", config=_CONFIG),
            resource_groups=session.client("resource-groups", config=_CONFIG),
            s3=session.client("s3", config=_CONFIG),
            sns=session.client("sns", config=_CONFIG),
            sqs=session.client("sqs", config=_CONFIG),
            tagging=session.client("resourcegroupstaggingapi", config=_CONFIG),
        )
    except (AwsConnectionError, HTTPClientError) as error:
        raise OpsError(
            problem="AWS can't be reached",
            value=str(error),
            fix="check the network, and AWS_ENDPOINT_URL if it is set",
        ) from error
    # botocore raises a KeyError for XML that is not the operation's result, as we do for a result without members.
    except (ResponseParserError, KeyError) as error:
        raise OpsError(
            problem="what answers in AWS's place is not AWS",
            value=f"sts:GetCallerIdentity answered {type(error).__name__}: {first_line(error)}",
            fix="check AWS_ENDPOINT_URL and HTTPS_PROXY if they are set, and whether the network wants a login",
        ) from error
    except ClientError as error:
        raise refused(error) from error
    # ValueError is what botocore raises for an endpoint that is not a URL.
    except (BotoCoreError, ValueError) as error:
        raise OpsError(
            problem="AWS can't be used with the credentials and settings of this environment",
            value=str(error),
            fix="log in (such as `aws sso login`) and check AWS_PROFILE and AWS_ENDPOINT_URL;"
            " `aws sts get-caller-identity` must work",
        ) from error
    if caller_account != account_id:
        raise OpsError(
            problem=f"the stack is deployed in account {account_id}, but the AWS credentials are of another",
            value=caller_arn,
            fix="choose the credentials of the stack's account (AWS_PROFILE), or another stack (--stack)",
        )
    return account
