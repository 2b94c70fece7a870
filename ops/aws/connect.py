"""From the environment's credentials to an `Account`, having made sure that they are of the right account."""

# boto3-stubs types the clients of the services that are not installed as Unknown, and so the method for all of them.
# pyright: reportUnknownMemberType=false

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

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
    with _explained():
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
    if caller_account != account_id:
        raise _another_account(account_id, caller_arn)
    return account


@dataclass(frozen=True)
class SignedIn:
    """Credentials that AWS has accepted.

    Args:
        session: Gives clients of every Region.
        account_id: Whose they are: 12 digits.
        partition: As in ARNs: `aws`, `aws-cn`, `aws-us-gov`.
    """

    session: boto3.Session
    account_id: str
    partition: str

    def client(self, service: str, region: str) -> Any:
        """A client that gives up in time. Two must not be made at once; each can be used by several threads."""
        session: Any = self.session
        return session.client(service, region_name=region, config=_CONFIG)


def sign_in(*, region: str, account_id: str | None = None, profile: str | None = None) -> SignedIn:
    """Ask AWS whose credentials these are, to read in any Region.

    Args:
        region: Which Region's endpoint to ask.
        account_id: Whose they have to be. Anyone's without it.
        profile: A profile of the AWS configuration. The environment's choice without it.

    Raises:
        OpsError: As `connect`.
    """
    with _explained():
        session = boto3.Session(region_name=region, profile_name=profile)
        answer = session.client("sts", config=_CONFIG).get_caller_identity()
        caller = SignedIn(session, answer["Account"], answer["Arn"].split(":")[1])
        caller_arn = answer["Arn"]
    if account_id is not None and caller.account_id != account_id:
        raise _another_account(account_id, caller_arn)
    return caller


def _another_account(account_id: str, caller_arn: str) -> OpsError:
    return OpsError(
        problem=f"the stack is deployed in account {account_id}, but the AWS credentials are of another",
        value=caller_arn,
        fix="choose the credentials of the stack's account (AWS_PROFILE), or another stack (--stack)",
    )


@contextmanager
def _explained() -> Generator[None]:
    """Make an `OpsError` of whatever keeps the first call from being answered."""
    try:
        yield
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
