"""ExistingBucket: a log bucket that others made and keep."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.naming import Naming
from components.producers import Producer
from components.sinks.bucket_producers import flow_log_destination, trail_bucket
from components.sinks.destination import DeliveryBucket, FlowLogDestination, TrailBucket
from components.sinks.s3 import bucket_policy


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
    key_arn: pulumi.Input[str] | None = None
    """The key that the bucket encrypts objects with, in this account and Region. Without it, S3's own keys."""

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
        """
        return bucket_policy(self.naming, self.bucket, self.producers)

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
        """This bucket, for a Firehose stream. Another account's bucket has to let the stream's role in."""
        if self.key_arn is None:
            return {"bucket_name": self.bucket_name}
        return {"bucket_name": self.bucket_name, "key_arn": self.key_arn}
