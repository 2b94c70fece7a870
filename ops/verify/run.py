"""Reads the account and judges it, several subjects at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

from ops.aws.account import Account
from ops.outputs import StackOutputs
from ops.verify.arrivals import NOT_JUDGED, Arrivals
from ops.verify.bucket import check_bucket
from ops.verify.check import Check
from ops.verify.flow_logs import check_network_resource
from ops.verify.log_groups import check_flow_records, check_log_group
from ops.verify.network import check_vpc
from ops.verify.read_bucket import newest_flow_files
from ops.verify.read_stream import verify_delivery_stream
from ops.verify.read_watch import verify_alerts, verify_views
from ops.verify.traffic import Traffic
from ops.verify.trail import check_trail

# boto3 keeps at most 10 connections a client (botocore Config: max_pool_connections).
_THREADS = 10

_Job = Callable[[], list[Check]]


def verify_account(declared: StackOutputs, account: Account, now: datetime | None) -> list[Check]:
    """Every check of the stack, in the same order each time: trail, log bucket, and by name all the rest.

    Args:
        declared: The stack.
        account: The account that it is in.
        now: The moment, against which the age of what came last is held; None where nothing delivers, as an emulator.
    """
    traffic = Traffic(account.flow_logs(), account.interfaces_in_use() if now else NOT_JUDGED)
    arrivals = Arrivals(now)
    jobs: list[_Job] = [
        partial(_trail, declared, account, traffic, arrivals),
        partial(_bucket, declared, account, traffic, arrivals),
        *(partial(_vpc, declared, account, traffic, name) for name in sorted(declared.vpcs)),
        *(
            partial(check_network_resource, declared, one, traffic.flow_logs)
            for one in sorted(declared.other_flow_logs)
        ),
        *(partial(_log_group, declared, account, traffic, arrivals, name) for name in declared.every_log_group),
        *(
            partial(verify_delivery_stream, declared, account, traffic, arrivals, name)
            for name in sorted(declared.delivery_streams)
        ),
        *([partial(verify_alerts, declared, declared.watch, account, now)] if declared.watch else []),
        *([partial(verify_views, declared, declared.views, account)] if declared.views else []),
    ]
    with ThreadPoolExecutor(_THREADS) as pool:
        return [check for checks in pool.map(_run, jobs) for check in checks]


def _run(job: _Job) -> list[Check]:
    return job()


def _trail(declared: StackOutputs, account: Account, traffic: Traffic, arrivals: Arrivals) -> list[Check]:
    arn = declared.trail_arn
    return check_trail(
        declared,
        trail=account.trail(arn),
        status=account.trail_status(arn),
        selectors=account.event_selectors(arn),
        flow_logs=traffic.flow_logs,
        arrivals=arrivals,
    )


def _bucket(declared: StackOutputs, account: Account, traffic: Traffic, arrivals: Arrivals) -> list[Check]:
    name = declared.log_bucket
    return check_bucket(
        declared,
        region=account.bucket_region(name),
        policy=account.bucket_policy(name),
        versioning=account.bucket_versioning(name),
        encryption=account.bucket_encryption(name),
        public_access_block=account.bucket_public_access_block(name),
        ownership=account.bucket_ownership(name),
        flow_files=newest_flow_files(declared, account, traffic, arrivals.now),
        expected=traffic.expected(declared.flow_logs_to("s3")),
        arrivals=arrivals,
    )


def _vpc(declared: StackOutputs, account: Account, traffic: Traffic, name: str) -> list[Check]:
    wanted = declared.vpcs[name]
    return check_vpc(
        declared,
        name,
        vpc=account.vpc(wanted.vpc_id),
        flow_logs=traffic.flow_logs,
        subnets=account.subnets_of(wanted.vpc_id),
        security_group=account.default_security_group(wanted.vpc_id),
    )


def _log_group(
    declared: StackOutputs, account: Account, traffic: Traffic, arrivals: Arrivals, name: str
) -> list[Check]:
    checks: list[Check] = []
    if name in declared.log_groups:
        checks += check_log_group(name, declared.log_groups[name], account.log_group(name))
    if name == declared.flow_log_group:
        checks += check_flow_records(
            name,
            newest=account.newest_event(name) if arrivals.now else NOT_JUDGED,
            expected=traffic.expected(declared.flow_logs_to("cloudwatch-logs")),
            arrivals=arrivals,
        )
    return checks
