"""S3Sink: a private bucket that its producers, and no one else, may write logs to."""

from collections.abc import Sequence

import pulumi

from components.naming import Naming
from components.producers import Producer
from components.sinks.bucket_producers import bucket_statements, flow_log_destination, trail_bucket
from components.sinks.destination import DeliveryBucket, FlowLogDestination, TrailBucket
from components.sinks.lifecycle import LogLifecycle, keep_logs
from components.sinks.private_bucket import PrivateBucket, PrivateBucketOptions, options_in


class S3SinkArgs(LogLifecycle, PrivateBucketOptions):
    """What an S3Sink takes: the lifecycle of the logs, the options of a private bucket, and the rest."""

    naming: Naming
    """Names and tags the bucket: the component's name says what it is for. Known while the program runs."""
    producers: Sequence[Producer]
    """What writes to the bucket, and under which keys. The one bucket policy is made of their statements and the
    refusal of requests without TLS."""


class S3Sink(pulumi.ComponentResource):
    """A bucket for logs: private, owned, encrypted, versioned, over TLS only, with a lifecycle.

    With `retain_on_delete`, the bucket stays in the account as it is configured: a bucket that outlives its stack is
    not less private than before.
    """

    bucket_name: pulumi.Output[str]
    """The bucket's name. Known at preview; a resource that takes it waits for the bucket policy."""
    bucket_arn: pulumi.Output[str]
    """The bucket's ARN. Known at preview; a resource that takes it waits for the bucket policy."""
    policy: pulumi.Output[str]
    """The bucket policy, as declared. Known at preview."""

    def __init__(self, name: str, args: S3SinkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:S3Sink", name, None, opts)
        self._label, self._args = name, args
        naming = args["naming"]
        bucket = PrivateBucket(
            self,
            name,
            {
                **options_in(args),
                "naming": naming,
                "statements": bucket_statements(naming, naming.bucket(name), args["producers"]),
                "lifecycle": keep_logs(args),
            },
            opts,
        )
        self.bucket_name, self.bucket_arn = bucket.name, bucket.arn
        self.policy = pulumi.Output.from_input(bucket.policy)
        self.register_outputs({"bucketName": self.bucket_name, "bucketArn": self.bucket_arn, "policy": self.policy})

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This sink, for a flow log; needs a `FlowLogDelivery` among the producers."""
        return flow_log_destination(self._label, self.bucket_arn, self._args["producers"])

    @property
    def trail_bucket(self) -> TrailBucket:
        """This sink, for a trail; needs a `TrailDelivery` among the producers."""
        return trail_bucket(self._label, self.bucket_name, self._args["producers"])

    @property
    def delivery_bucket(self) -> DeliveryBucket:
        """This sink, for a Firehose stream, whose role writes to a folder of its own."""
        bucket: DeliveryBucket = {"bucket_name": self.bucket_name}
        if "key_arn" in self._args:
            bucket["keys_arn"] = self._args["naming"].keys_arn()
        return bucket
