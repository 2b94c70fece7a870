"""Where moto's instances, security group rules, gateway endpoints and resource groups are other than AWS's."""

import inspect
from collections.abc import Callable
from typing import Any

from moto.ec2.models.instances import Instance, InstanceBackend, MetadataOptions
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupRule
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.instances import InstanceResponse
from moto.resourcegroups.models import ResourceGroupsBackend

# By moto's name of an argument: AWS's name of the option.
_OPTIONS = {
    "http_tokens": "HttpTokens",
    "hop_limit": "HttpPutResponseHopLimit",
    "http_endpoint": "HttpEndpoint",
    "http_protocol": "HttpProtocolIpv6",
    "metadata_tags": "InstanceMetadataTags",
}

_IMAGE_SIZE_GIB = 8  # of Amazon Linux's


def correct_workload(replace: Callable[[type, str, Any], None]) -> None:
    """Put the answers about instances, endpoints and groups right, in this process."""
    response: Any = InstanceResponse
    validate = response._validate_block_device_mapping
    replace(InstanceResponse, "_validate_block_device_mapping", _validate_mapping(validate))
    replace(InstanceBackend, "run_instances", _run_instances(InstanceBackend.run_instances))
    replace(Instance, "terminate", _terminate(Instance.terminate))
    replace(InstanceBackend, "modify_instance_metadata_options", _modify_metadata_options)
    replace(InstanceBackend, "modify_instance_security_groups", _modify_security_groups)
    replace(VPCBackend, "delete_vpc_endpoints", _delete_vpc_endpoints(VPCBackend.delete_vpc_endpoints))
    replace(SecurityGroupRule, "__init__", _keep_description(SecurityGroupRule.__init__))
    replace(SecurityGroupRule, "description", property(_rule_description))
    group: Any = SecurityGroup
    replace(SecurityGroup, "_flattened_rules", _describe_prefix_lists(group._flattened_rules))
    replace(ResourceGroupsBackend, "update_group", _update_group)


def _validate_mapping(validate: Callable[[dict[str, Any]], None]) -> Any:
    """Take a volume that is told no size: it has its image's, where moto wants to be told."""

    def validate_mapping(mapping: dict[str, Any]) -> None:
        if "Ebs" in mapping and "SnapshotId" not in mapping["Ebs"]:
            mapping["Ebs"].setdefault("VolumeSize", _IMAGE_SIZE_GIB)
        validate(mapping)

    return staticmethod(validate_mapping)


def _run_instances(run: Callable[..., Any]) -> Callable[..., Any]:
    """Let an interface that was made for an instance go with it: moto keeps it, unless told otherwise."""

    def run_instances(backend: Any, *arguments: Any, nics: list[dict[str, Any]], **keywords: Any) -> Any:
        own = [nic if "NetworkInterfaceId" in nic else {"DeleteOnTermination": True, **nic} for nic in nics]
        return run(backend, *arguments, nics=own, **keywords)

    return run_instances


def _terminate(terminate: Callable[..., Any]) -> Callable[..., Any]:
    """Terminate an instance again, which does nothing: moto looks for the interface that went with it."""

    def terminated(instance: Any) -> Any:
        return instance._state if instance.state == "terminated" else terminate(instance)

    return terminated


def _modify_metadata_options(backend: Any, instance_id: str, **options: Any) -> MetadataOptions:
    """Change the options that are named: moto forgets the others."""
    instance = backend.get_instance(instance_id)
    present = instance.metadata_options
    kept = {
        "HttpTokens": present.http_tokens,
        "HttpPutResponseHopLimit": present.http_put_response_hop_limit,
        "HttpEndpoint": present.http_endpoint,
        "HttpProtocolIpv6": present.http_protocol_ipv6,
        "InstanceMetadataTags": present.instance_metadata_tags,
    }
    named = {_OPTIONS[name]: value for name, value in options.items() if name in _OPTIONS and value is not None}
    instance.metadata_options = MetadataOptions({**kept, **named})
    return instance.metadata_options


def _modify_security_groups(backend: Any, instance_id: str, new_group_id_list: list[str]) -> Any:
    """Change the groups of an instance's first interface, which has them: moto adds to them."""
    instance = backend.get_instance(instance_id)
    groups = [backend.get_security_group_from_id(group) for group in new_group_id_list]
    instance.security_groups = instance.nics[0]._group_set = groups
    return instance


def _delete_vpc_endpoints(delete: Callable[..., None]) -> Callable[..., None]:
    """Forget endpoints that are deleted: moto keeps them, and so their VPC."""

    def delete_vpc_endpoints(backend: Any, vpce_ids: list[str]) -> None:
        delete(backend, vpce_ids)
        for ident in vpce_ids:
            backend.vpc_end_points.pop(ident, None)

    return delete_vpc_endpoints


def _keep_description(init: Callable[..., None]) -> Callable[..., None]:
    """Keep what describes a rule for a prefix list: moto forgets it."""
    taken = inspect.signature(init)

    def initialize(rule: Any, *arguments: Any, **keywords: Any) -> None:
        init(rule, *arguments, **keywords)
        source: Any = taken.bind(rule, *arguments, **keywords).arguments.get("prefix_list_id")
        rule.prefix_list_description = source and source.get("Description")

    return initialize


def _rule_description(rule: Any) -> str | None:
    """Tell what describes a rule, whatever its source is: moto tells it of ranges of addresses."""
    found = rule.ip_range.get("Description") or rule.source_group.get("Description")
    return found or rule.prefix_list_description


def _describe_prefix_lists(flatten: Callable[..., Any]) -> Callable[..., Any]:
    """Tell what describes a rule for a prefix list where a group is described, too."""

    def flattened_rules(group: Any, rules: list[Any]) -> Any:
        said = {
            (rule.ip_protocol, rule.from_port, rule.to_port, rule.prefix_list_id): rule.prefix_list_description
            for rule in rules
        }
        views = flatten(group, rules)
        for view in views:
            for one in view.prefix_list_ids:
                text = said[view.ip_protocol, view.from_port, view.to_port, one["PrefixListId"]]
                one.update({"Description": text} if text else {})
        return views

    return flattened_rules


def _update_group(backend: Any, group_name: str, description: str) -> Any:
    """Change a group's description, also to none: moto keeps the old one then."""
    group = backend.get_group(group_name)
    group.description = description
    return group
