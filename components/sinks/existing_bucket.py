"""ExistingBucket: a log bucket that others made and keep."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.naming import Naming
from components.producers import Producer
from components.sinks.bucket_producers import bucket_statements, flow_log_destination, trail_bucket
from components.sinks.destination import DeliveryBucket, FlowLogDestination, TrailBucket
from components.sinks.firehose import OTHERS_ACTIONS, owner_statements
from components.sinks.private_bucket import bucket_policy


@dataclass(frozen=True)
class ExistingBucket:
    """A bucket to deliver to as it is: its owner decides how long logs are kept, and who is let in.

    Nothing is made. A bucket has one policy, and this one has an owner: see `required_policy`.
    """

    naming: Naming
    """The account and Region that deliver."""
    bucket: str
    """The bucket's name. It may be another account's."""
    producers: Sequence[Producer]
    """What writes to the bucket."""
    streams: Sequence[str] = ()
    """The names of the KinesisSinks that deliver to the bucket. None without it."""

    @property
    def bucket_name(self) -> pulumi.Output[str]:
        """The bucket's name. Known at preview."""
        return pulumi.Output.from_input(self.bucket)

    @property
    def bucket_arn(self) -> pulumi.Output[str]:
        """The bucket's ARN. Known at preview."""
        return pulumi.Output.from_input(self.naming.bucket_arn(self.bucket))

    @property
    def required_policy(self) -> str:
        """The bucket policy that lets the producers in, and no one else: for the owner, to merge into the bucket's own.

        Without these statements, AWS refuses the trail, and the flow logs unless it may add them to the policy itself.
        Those for the streams' roles are needed in another account only; without them, what the streams deliver there
        is lost.
        """
        return bucket_policy(
            self.naming.bucket_arn(self.bucket),
            [
                *bucket_statements(self.naming, self.bucket, self.producers),
                *owner_statements(self.naming, self.bucket, self.streams),
            ],
        )

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This bucket, for a flow log; needs a `FlowLogDelivery` among the producers."""
        return flow_log_destination(self.bucket, self.bucket_arn, self.producers)

    @property
    def trail_bucket(self) -> TrailBucket:
        """This bucket, for a trail; needs a `TrailDelivery` among the producers."""
        return trail_bucket(self.bucket, self.bucket_name, self.producers)

    @property
    def delivery_bucket(self) -> DeliveryBucket:
        """This bucket, for a Firehose stream. It may be another account's, and have a key of any account."""
        return {
            "bucket_name": self.bucket_name,
            "keys_arn": self.naming.anyones_keys_arn(),
            "further_actions": OTHERS_ACTIONS,
        }
