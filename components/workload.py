"""Workload: an instance to watch, as an example. It makes a little traffic, and nobody can get into it."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import ec2, ssm

from components.deletion_guard import DeletionGuard, guarded
from components.documents import Document, document, to_json
from components.naming import Naming
from components.options import child_options, named

INSTANCE_TYPE = "t4g.nano"
"""The smallest there is: 2 vCPUs of Graviton, 0.5 GiB."""
IMAGE_PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
"""Where AWS says which image is the newest of Amazon Linux 2023 (its User Guide, "Launching AL2023 using the SSM
parameter")."""
_HTTPS = 443
# RFC 5737: an address of no host, so that nobody is bothered.
_NOBODY = "192.0.2.1"


class WorkloadArgs(TypedDict):
    """What a Workload takes."""

    naming: Naming
    """Names and tags all of it: the component's name says what it is. Known while the program runs."""
    vpc_id: pulumi.Input[str]
    """The VPC."""
    subnet_id: pulumi.Input[str]
    """The subnet of the instance: one that gives no public address."""
    route_table_ids: Sequence[pulumi.Input[str]]
    """The route tables that get a way to S3, among them the subnet's. Whatever else is in their subnets then reaches S3
    by the endpoint too, and with its policy."""
    image_id: NotRequired[pulumi.Input[str]]
    """The instance's image, for arm64. Without it, the newest of Amazon Linux 2023 when the instance is made; a newer
    one doesn't replace the instance."""
    deletion_guard: NotRequired[DeletionGuard]
    """Asks, before the security group is deleted, what still uses it. Without it, AWS refuses, and the provider tries
    again for many minutes."""


class Workload(pulumi.ComponentResource):
    """A private instance, its network interface and security group, and a gateway endpoint as its only way out.

    It can't be reached from anywhere: no public address, no way in, no key, no agent, no role. Its metadata asks for
    a token (CIS AWS Foundations 5.0, 5.7; Security Hub EC2.8), its disk is encrypted. Every five minutes it fetches a
    file from the repository of Amazon Linux, which is accepted traffic, and calls an address that it may not, which is
    rejected traffic.
    """

    instance_id: pulumi.Output[str]
    """The instance's id."""
    network_interface_id: pulumi.Output[str]
    """The id of its network interface."""
    security_group_id: pulumi.Output[str]
    """The id of its security group."""

    def __init__(self, name: str, args: WorkloadArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:Workload", name, None, opts)
        self._label, self._args, self._opts, self._naming = name, args, opts, args["naming"]
        security_group = self._security_group(self._endpoint())
        interface = ec2.NetworkInterface(
            f"{name}-network-interface",
            subnet_id=args["subnet_id"],
            security_groups=[security_group.id],
            description=f"Of {self._naming.security_group(name)}",
            tags=self._tags(),
            opts=child_options(self, opts),
        )
        instance = self._instance(interface)
        self.instance_id = instance.id
        self.network_interface_id = interface.id
        self.security_group_id = security_group.id
        self.register_outputs(
            {
                "instanceId": self.instance_id,
                "networkInterfaceId": self.network_interface_id,
                "securityGroupId": self.security_group_id,
            }
        )

    def _endpoint(self) -> ec2.VpcEndpoint:
        """The way to S3. It costs nothing."""
        return ec2.VpcEndpoint(
            f"{self._label}-s3-endpoint",
            vpc_id=self._args["vpc_id"],
            vpc_endpoint_type="Gateway",
            service_name=f"com.amazonaws.{self._naming.region}.s3",
            route_table_ids=self._args["route_table_ids"],
            policy=to_json(endpoint_policy(self._naming)),
            tags=self._tags(),
            opts=child_options(self, self._opts),
        )

    def _security_group(self, endpoint: ec2.VpcEndpoint) -> ec2.SecurityGroup:
        return ec2.SecurityGroup(
            f"{self._label}-security-group",
            name=self._naming.security_group(self._label),
            description="Nothing in; out to S3 only",
            vpc_id=self._args["vpc_id"],
            ingress=[],
            egress=[
                {
                    "description": "S3, by the gateway endpoint",
                    "protocol": "tcp",
                    "from_port": _HTTPS,
                    "to_port": _HTTPS,
                    "prefix_list_ids": [endpoint.prefix_list_id],
                }
            ],
            tags=self._tags(),
            opts=guarded(child_options(self, self._opts), self._args.get("deletion_guard")),
        )

    def _instance(self, interface: ec2.NetworkInterface) -> ec2.Instance:
        own = child_options(self, self._opts)
        return ec2.Instance(
            f"{self._label}-instance",
            ami=self._image(),
            instance_type=INSTANCE_TYPE,
            primary_network_interface={"network_interface_id": interface.id},
            metadata_options={
                "http_endpoint": "enabled",
                "http_tokens": "required",
                # A container on the instance would be one hop further.
                "http_put_response_hop_limit": 1,
            },
            root_block_device={"encrypted": True, "volume_type": "gp3", "tags": self._tags()},
            user_data=user_data(self._naming),
            tags=self._tags(),
            opts=pulumi.ResourceOptions.merge(own, pulumi.ResourceOptions(ignore_changes=["ami"])),
        )

    def _image(self) -> pulumi.Input[str]:
        if "image_id" in self._args:
            return self._args["image_id"]
        return ssm.get_parameter(name=IMAGE_PARAMETER, opts=pulumi.InvokeOptions(parent=self)).insecure_value

    def _tags(self) -> dict[str, pulumi.Input[str]]:
        return named(self._naming.tags, self._naming.security_group(self._label))


def repository(naming: Naming) -> str:
    """The bucket of the packages of Amazon Linux 2023 in the Region (VPC User Guide, "Gateway endpoints for S3")."""
    return f"al2023-repos-{naming.region}-de612dc2"


def endpoint_policy(naming: Naming) -> Document:
    """Only reading packages. Whoever asks for one doesn't say who it is, so it's for everyone in the subnets."""
    return document(
        [
            {
                "Sid": "ReadPackages",
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:GetObject",
                "Resource": f"{naming.bucket_arn(repository(naming))}/*",
            }
        ]
    )


def user_data(naming: Naming) -> str:
    """What the instance does when it first starts: it sees to its traffic."""
    packages = f"https://{repository(naming)}.{naming.service('s3')}/core/mirrors/latest/aarch64/mirror.list"
    return f"""\
#!/bin/bash
cat > /etc/systemd/system/example-traffic.service <<'UNIT'
[Service]
Type=oneshot
ExecStart=-/usr/bin/curl --silent --output /dev/null --max-time 20 {packages}
ExecStart=-/usr/bin/curl --silent --output /dev/null --max-time 3 http://{_NOBODY}/
UNIT
cat > /etc/systemd/system/example-traffic.timer <<'UNIT'
[Timer]
OnBootSec=1min
OnUnitActiveSec=5min
[Install]
WantedBy=timers.target
UNIT
systemctl enable --now example-traffic.timer
"""
