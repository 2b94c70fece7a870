"""AWS's list prices of what the baseline uses: US East (N. Virginia), in US dollars, first tier, without taxes.

They are of one date and one Region and don't keep themselves up to date: whoever changes one checks all, and moves the
date. Free tiers, volume discounts and agreements are left out.

The source is the pricing page of each service: Amazon CloudWatch, AWS CloudTrail, AWS KMS, Amazon Data Firehose, Amazon
Kinesis Data Streams, Amazon Athena, Amazon S3, Amazon EC2, Amazon EBS. Scripts draw most tables of those pages, so they
could not be read when this was written; each price was compared with what others had from the pages, from the AWS Price
List or on a bill. For those marked "not confirmed", there was nothing to compare with.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

LISTED: Final = "June 2026"
"""When these were the prices."""
REGION: Final = "us-east-1"
"""Where these are the prices."""
PRICE_NOTE: Final = f"AWS list prices of {LISTED} for {REGION}, without taxes, free tiers and discounts"
"""To be shown with every cost."""
HOURS_A_MONTH: Final = 730
"""As AWS Pricing Calculator has it."""


@dataclass(frozen=True)
class Price:
    """What a unit of something costs."""

    usd: Decimal
    """US dollars, with the digits that the text shows."""
    unit: str
    """What they are paid for, as in `GB ingested`."""

    def __str__(self) -> str:
        return f"{self.usd} USD per {self.unit}" if self.usd else f"no charge per {self.unit}"

    def times(self, count: int, unit: str) -> "Price":
        """The price of so many of its units, which make one of another."""
        return Price(self.usd * count, unit)


def _price(usd: str, unit: str) -> Price:
    return Price(Decimal(usd), unit)


# CloudWatch Logs, Standard class. What CloudTrail delivers is billed as any other log, flow logs as vended logs: those
# are billed for the delivery wherever they go, uncompressed.
LOG_INGESTION: Final = _price("0.50", "GB ingested")
FLOW_LOGS_TO_LOG_GROUP: Final = _price("0.50", "GB ingested")
FLOW_LOGS_TO_BUCKET: Final = _price("0.25", "GB delivered")
FLOW_LOGS_TO_DELIVERY_STREAM: Final = _price("0.25", "GB delivered")  # not confirmed, but that it is charged
PARQUET_CONVERSION: Final = _price("0.035", "GB converted")
LOG_STORAGE: Final = _price("0.03", "GB stored for a month, compressed")
ALARM: Final = _price("0.10", "month")
"""A standard-resolution alarm on one metric."""
COMPOSITE_ALARM: Final = _price("0.50", "month")
"""Whatever it is made of."""
METRIC: Final = _price("0.30", "month")
"""A custom metric, as a metric filter writes; less for one that isn't written in every hour."""
DASHBOARD: Final = _price("3.00", "month and dashboard from the account's fourth on")
LOG_QUERIES: Final = _price("0.005", "GB scanned")
"""CloudWatch Logs Insights."""

EXAMPLE: Final = _price("3.71", "month")
"""EC2, a t4g.nano with Linux, on demand (0.0042 an hour), and 8 GB on a disk of EBS, gp3 (0.08 for a GB)."""

MANAGEMENT_EVENTS: Final = _price("0", "100,000 events")
"""The first copy in each Region: a second trail that records them costs 2.00 USD per 100,000."""
DATA_EVENTS: Final = _price("0.10", "100,000 events")
INSIGHTS: Final = _price("0.35", "100,000 events analysed")

KEY: Final = _price("1.00", "month")
"""A customer managed key. Each of its first two rotations adds as much."""
KEY_REQUESTS: Final = _price("0.03", "10,000 requests")

# Vended logs as a source have a price of their own, without the steps of 5 KB a record of other sources (0.029). If a
# log group's subscription is such a source was nowhere to be read: this is the higher of the two prices.
DELIVERY_STREAM: Final = _price("0.13", "GB ingested")  # not confirmed
DECOMPRESSION: Final = _price("0.00325", "GB decompressed")  # not confirmed

# On demand. A reader with enhanced fan-out pays more.
DATA_STREAM_HOUR: Final = _price("0.04", "hour")
DATA_STREAM_INGESTION: Final = _price("0.08", "GB ingested")
DATA_STREAM_RETRIEVAL: Final = _price("0.04", "GB read")

QUERIES: Final = _price("5.00", "TB scanned")
"""Athena; at least 10 MB a query."""

BUCKET_STORAGE: Final = _price("0.023", "GB stored for a month")
ARCHIVE_STORAGE: Final = _price("0.004", "GB stored for a month")  # not confirmed
"""Glacier Instant Retrieval."""
ARCHIVE_TRANSITIONS: Final = _price("0.02", "1,000 objects moved")  # not confirmed

# What a stack may have besides, and a review of a change has to price.
HIGH_RESOLUTION_ALARM: Final = _price("0.30", "month")
"""An alarm on one metric that looks at less than a minute."""
SHARD_HOUR: Final = _price("0.015", "hour")
"""Of a data stream with provisioned shards."""
INTERFACE_ENDPOINT_HOUR: Final = _price("0.01", "hour")
"""A VPC endpoint, in one Availability Zone; what passes through it is billed as well."""
NAT_GATEWAY_HOUR: Final = _price("0.045", "hour")
"""What passes through it is billed as well."""
ADDRESS_HOUR: Final = _price("0.005", "hour")
"""A public IPv4 address, in use or not."""
INSTANCE_HOURS: Final = {
    "t3.nano": _price("0.0052", "hour"),
    "t3.micro": _price("0.0104", "hour"),
    "t3.small": _price("0.0208", "hour"),
    "t4g.nano": _price("0.0042", "hour"),
    "t4g.micro": _price("0.0084", "hour"),
    "t4g.small": _price("0.0168", "hour"),
}
"""EC2 with Linux, on demand; of some 800 types those that a baseline may have. The disk is billed as well."""
