"""The AWS account of the sandbox: two emulators on loopback ports that together play one account."""

from sandbox.cloud.account import ACCOUNT_ID, REGION, connection
from sandbox.cloud.supervisor import Cloud, CloudError, running_cloud, start_cloud, stop_cloud

__all__ = ["ACCOUNT_ID", "REGION", "Cloud", "CloudError", "connection", "running_cloud", "start_cloud", "stop_cloud"]
