"""The questions that can be asked about an account, each one call (or one paginated list)."""

from dataclasses import dataclass

from ops.aws.alerts import Alerting
from ops.aws.cloudtrail import Trails
from ops.aws.cloudwatch import Watching
from ops.aws.ec2 import Network
from ops.aws.firehose import DeliveryStreams
from ops.aws.groups import Groups
from ops.aws.logs import LogGroups
from ops.aws.queries import Queries
from ops.aws.s3 import Buckets


@dataclass(frozen=True, kw_only=True)
class Account(Trails, Buckets, Network, LogGroups, DeliveryStreams, Watching, Alerting, Groups, Queries):
    """Reads one account in one region. Safe to use from several threads, as boto3's clients are.

    Every method answers what it read, `Missing` when AWS says that there is no such thing, or `Unreadable` when
    AWS does not say. Expired credentials are an `OpsError`.
    """
