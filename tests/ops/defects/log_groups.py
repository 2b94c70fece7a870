"""What can be wrong with a log group."""

from tests.ops.defects.defect import Defect
from tests.ops.defects.views import SHOWN
from tests.ops.deployed import FLOW_GROUP, TRAIL_GROUP, Deployed


def change_retention(it: Deployed) -> None:
    it.account.logs.put_retention_policy(logGroupName=FLOW_GROUP, retentionInDays=60)


def delete_retention(it: Deployed) -> None:
    it.account.logs.delete_retention_policy(logGroupName=FLOW_GROUP)


def delete_log_group(it: Deployed) -> None:
    it.account.logs.delete_log_group(logGroupName=TRAIL_GROUP)


def rename_log_group(it: Deployed) -> None:
    delete_log_group(it)
    it.account.logs.create_log_group(logGroupName=f"{TRAIL_GROUP}-2")
    it.account.logs.put_retention_policy(logGroupName=f"{TRAIL_GROUP}-2", retentionInDays=90)


DEFECTS: list[Defect] = [
    (change_retention, {f"log group {FLOW_GROUP}: keeps events as declared"}),
    (delete_retention, {f"log group {FLOW_GROUP}: keeps events as declared"}),
    (delete_log_group, {f"log group {TRAIL_GROUP}: keeps events as declared", *SHOWN}),
    (rename_log_group, {f"log group {TRAIL_GROUP}: keeps events as declared", *SHOWN}),
]
