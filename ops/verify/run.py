"""Reads the account and judges it, several subjects at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ops.aws.account import Account
from ops.facts import FlowLog, Reading
from ops.outputs import StackOutputs
from ops.verify.bucket import check_bucket
from ops.verify.check import Check
from ops.verify.delivery_streams import check_delivery_stream
from ops.verify.flow_logs import check_network_resource
from ops.verify.log_groups import check_log_group
from ops.verify.network import check_vpc
from ops.verify.trail import check_trail

# boto3 keeps at most 10 connections a client (botocore Config: max_pool_connections).
_THREADS = 10

_Job = Callable[[], list[Check]]
_FlowLogs = Reading[dict[str, FlowLog]]


def verify_account(declared: StackOutputs, account: Account) -> list[Check]:
    """Every check of the stack, in the same order each time: trail, log bucket, and by name all the rest."""
    flow_logs = account.flow_logs()
    jobs: list[_Job] = [
        partial(_trail, declared, account, flow_logs),
        partial(_bucket, declared, account),
        *(partial(_vpc, declared, account, flow_logs, name) for name in sorted(declared.vpcs)),
        *(partial(check_network_resource, declared, one, flow_logs) for one in sorted(declared.other_flow_logs)),
        *(partial(_log_group, declared, account, name) for name in sorted(declared.log_groups)),
        *(partial(_delivery_stream, account, name) for name in sorted(declared.delivery_streams)),
    ]
    with ThreadPoolExecutor(_THREADS) as pool:
        return [check for checks in pool.map(_run, jobs) for check in checks]


def _run(job: _Job) -> list[Check]:
    return job()


def _trail(declared: StackOutputs, account: Account, flow_logs: _FlowLogs) -> list[Check]:
    arn = declared.trail_arn
    return check_trail(
        declared,
        trail=account.trail(arn),
        status=account.trail_status(arn),
        selectors=account.event_selectors(arn),
        flow_logs=flow_logs,
    )


def _bucket(declared: StackOutputs, account: Account) -> list[Check]:
    name = declared.log_bucket
    return check_bucket(
        declared,
        region=account.bucket_region(name),
        policy=account.bucket_policy(name),
        versioning=account.bucket_versioning(name),
        encryption=account.bucket_encryption(name),
        public_access_block=account.bucket_public_access_block(name),
        ownership=account.bucket_ownership(name),
    )


def _vpc(declared: StackOutputs, account: Account, flow_logs: _FlowLogs, name: str) -> list[Check]:
    wanted = declared.vpcs[name]
    return check_vpc(
        declared,
        name,
        vpc=account.vpc(wanted.vpc_id),
        flow_logs=flow_logs,
        subnets=account.subnets_of(wanted.vpc_id),
        security_group=account.default_security_group(wanted.vpc_id),
    )


def _log_group(declared: StackOutputs, account: Account, name: str) -> list[Check]:
    return check_log_group(name, declared.log_groups[name], account.log_group_retention(name))


def _delivery_stream(account: Account, name: str) -> list[Check]:
    return check_delivery_stream(name, account.delivery_stream_status(name))
