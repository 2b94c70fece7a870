"""ARNs and service principals of one account and Region. All are known at preview, for they are made of names."""


class Arns:
    """What an account, a Region and names make."""

    partition: str
    """`aws`, `aws-us-gov` or `aws-cn`."""
    account: str
    """The 12-digit account id."""
    region: str
    """The Region of the stack, and so the trail's home Region."""

    def service(self, name: str) -> str:
        """A service as this Region's own principal and in `kms:ViaService`, as in `logs.us-east-1.amazonaws.com`.

        Only these have the Region and the partition's suffix: a principal without a Region is `amazonaws.com`
        everywhere.
        """
        suffix = "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"
        return f"{name}.{self.region}.{suffix}"

    def bucket_arn(self, bucket: str) -> str:
        """The ARN of a bucket."""
        return f"arn:{self.partition}:s3:::{bucket}"

    def trail_arn(self, trail: str) -> str:
        """The ARN of a trail whose home is this Region."""
        return f"arn:{self.partition}:cloudtrail:{self.region}:{self.account}:trail/{trail}"

    def role_arn(self, role: str) -> str:
        """The ARN of a role."""
        return f"arn:{self.partition}:iam::{self.account}:role/{role}"

    def log_group_arn(self, log_group: str) -> str:
        """The ARN of a log group, without the `:*` that stands for its streams."""
        return f"arn:{self.partition}:logs:{self.region}:{self.account}:log-group:{log_group}"

    def keys_arn(self) -> str:
        """The pattern of the ARNs of the account's KMS keys in this Region; KMS chooses their ids."""
        return f"arn:{self.partition}:kms:{self.region}:{self.account}:key/*"

    def anyones_keys_arn(self) -> str:
        """The pattern of the ARNs of all accounts' KMS keys in this Region."""
        return f"arn:{self.partition}:kms:{self.region}:*:key/*"

    def root_arn(self) -> str:
        """The ARN that, as a principal, is the account: whoever its IAM policies allow."""
        return f"arn:{self.partition}:iam::{self.account}:root"

    def topic_arn(self, topic: str) -> str:
        """The ARN of an SNS topic."""
        return f"arn:{self.partition}:sns:{self.region}:{self.account}:{topic}"

    def stream_arn(self, stream: str) -> str:
        """The ARN of a Kinesis data stream."""
        return f"arn:{self.partition}:kinesis:{self.region}:{self.account}:stream/{stream}"

    def delivery_stream_arn(self, delivery_stream: str) -> str:
        """The ARN of a Data Firehose stream."""
        return f"arn:{self.partition}:firehose:{self.region}:{self.account}:deliverystream/{delivery_stream}"

    def workgroup_arn(self, workgroup: str) -> str:
        """The ARN of an Athena workgroup."""
        return f"arn:{self.partition}:athena:{self.region}:{self.account}:workgroup/{workgroup}"

    def alarm_arn(self, alarm: str) -> str:
        """The ARN of a CloudWatch alarm, of a metric or composite."""
        return f"arn:{self.partition}:cloudwatch:{self.region}:{self.account}:alarm:{alarm}"

    def alarms_arn(self) -> str:
        """The pattern of the ARNs of the account's alarms in this Region."""
        return self.alarm_arn("*")

    def chat_arn(self, kind: str, configuration: str) -> str:
        """The ARN of a chat configuration, which has no Region: its kind is `slack-channel`, for one."""
        return f"arn:{self.partition}:chatbot::{self.account}:chat-configuration/{kind}/{configuration}"

    def aws_policy_arn(self, policy: str) -> str:
        """The ARN of a policy of AWS's own."""
        return f"arn:{self.partition}:iam::aws:policy/{policy}"

    def rule_arn(self, rule: str) -> str:
        """The ARN of an EventBridge rule on the default bus."""
        return f"arn:{self.partition}:events:{self.region}:{self.account}:rule/{rule}"

    def queue_arn(self, queue: str) -> str:
        """The ARN of an SQS queue."""
        return f"arn:{self.partition}:sqs:{self.region}:{self.account}:{queue}"

    def resource_group_arn(self, resource_group: str) -> str:
        """The ARN of a resource group."""
        return f"arn:{self.partition}:resource-groups:{self.region}:{self.account}:group/{resource_group}"

    def flow_logs_arn(self) -> str:
        """The pattern of the ARNs of the account's flow logs in this Region; AWS chooses their ids."""
        return f"arn:{self.partition}:ec2:{self.region}:{self.account}:vpc-flow-log/*"

    def log_delivery_arn(self) -> str:
        """The pattern of the ARNs that the log delivery service gives as its source."""
        return f"arn:{self.partition}:logs:{self.region}:{self.account}:*"
