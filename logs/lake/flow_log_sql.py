"""The saved queries over flow logs."""

from logs.lake.query_template import QueryTemplate

FLOW_LOG_QUERIES = (
    QueryTemplate(
        name="flow-logs-top-talkers",
        description="The pairs of addresses that exchanged the most bytes.",
        columns=frozenset({"srcaddr", "dstaddr", "packets", "bytes"}),
        sql="""\
SELECT srcaddr, dstaddr, sum(packets) AS total_packets, sum(bytes) AS total_bytes
FROM {table}
WHERE {recent}
  AND bytes IS NOT NULL
GROUP BY srcaddr, dstaddr
ORDER BY total_bytes DESC, srcaddr, dstaddr
LIMIT 100""",
    ),
    QueryTemplate(
        name="flow-logs-rejected-by-port",
        description="What was tried and rejected: by destination port and protocol, from how many addresses.",
        columns=frozenset({"srcaddr", "dstport", "protocol", "action"}),
        sql="""\
SELECT dstport, protocol, count(*) AS records, count(DISTINCT srcaddr) AS sources
FROM {table}
WHERE {recent}
  AND action = 'REJECT'
GROUP BY dstport, protocol
ORDER BY records DESC, dstport, protocol
LIMIT 100""",
    ),
    QueryTemplate(
        name="flow-logs-scanners",
        description="Addresses that were rejected at 10 or more ports.",
        columns=frozenset({"srcaddr", "dstaddr", "dstport", "action"}),
        sql="""\
SELECT srcaddr, count(DISTINCT dstport) AS ports, count(DISTINCT dstaddr) AS targets, count(*) AS records
FROM {table}
WHERE {recent}
  AND action = 'REJECT'
GROUP BY srcaddr
HAVING count(DISTINCT dstport) >= 10
ORDER BY ports DESC, srcaddr
LIMIT 100""",
    ),
    QueryTemplate(
        name="flow-logs-reject-reasons",
        description="Traffic that a control above security groups and network ACLs rejected, by VPC and reason.",
        columns=frozenset({"vpc_id", "reject_reason"}),
        sql="""\
SELECT vpc_id, reject_reason, count(*) AS records
FROM {table}
WHERE {recent}
  AND reject_reason <> '-'
GROUP BY vpc_id, reject_reason
ORDER BY records DESC, vpc_id, reject_reason""",
    ),
    QueryTemplate(
        name="flow-logs-one-interface",
        description="The records of one network interface, newest first.",
        columns=frozenset(
            {
                "interface_id",
                "srcaddr",
                "srcport",
                "dstaddr",
                "dstport",
                "protocol",
                "packets",
                "bytes",
                "start",
                "action",
                "log_status",
            }
        ),
        sql="""\
SELECT from_unixtime("start") AS started, srcaddr, srcport, dstaddr, dstport, protocol, packets, bytes, action,
  log_status
FROM {table}
WHERE {recent}
  AND interface_id = ?
ORDER BY "start" DESC
LIMIT 1000""",
        parameters=("the network interface, as in 'eni-0123456789abcdef0'",),
    ),
    QueryTemplate(
        name="flow-logs-one-address",
        description="Whom one address talked with, and whether it was let through.",
        columns=frozenset({"srcaddr", "dstaddr", "dstport", "protocol", "bytes", "start", "end", "action"}),
        sql="""\
SELECT srcaddr, dstaddr, dstport, protocol, action, count(*) AS records, sum(bytes) AS total_bytes,
  from_unixtime(min("start")) AS first_seen, from_unixtime(max("end")) AS last_seen
FROM {table}
WHERE {recent}
  AND ? IN (srcaddr, dstaddr)
GROUP BY srcaddr, dstaddr, dstport, protocol, action
ORDER BY last_seen DESC, srcaddr, dstaddr, dstport, protocol, action
LIMIT 1000""",
        parameters=("the address, as in '10.0.0.1'",),
    ),
    QueryTemplate(
        name="flow-logs-egress-to-aws-services",
        description="Bytes that left for services of AWS: what a VPC endpoint would carry.",
        columns=frozenset({"vpc_id", "pkt_dst_aws_service", "flow_direction", "bytes"}),
        sql="""\
SELECT vpc_id, pkt_dst_aws_service, sum(bytes) AS total_bytes
FROM {table}
WHERE {recent}
  AND flow_direction = 'egress'
  AND pkt_dst_aws_service <> '-'
GROUP BY vpc_id, pkt_dst_aws_service
ORDER BY total_bytes DESC, vpc_id, pkt_dst_aws_service""",
    ),
    QueryTemplate(
        name="flow-logs-gaps",
        description="Network interfaces with intervals without traffic (NODATA) or with lost records (SKIPDATA).",
        columns=frozenset({"interface_id", "start", "log_status"}),
        sql="""\
SELECT interface_id, log_status, count(*) AS intervals, from_unixtime(max("start")) AS last_seen
FROM {table}
WHERE {recent}
  AND log_status IN ('NODATA', 'SKIPDATA')
GROUP BY interface_id, log_status
ORDER BY log_status DESC, intervals DESC, interface_id
LIMIT 1000""",
    ),
)
