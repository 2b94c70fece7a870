"""Tricks in Condition, in Deny statements, and with the other service."""

from tests.support.bucket_documents import ACCOUNT, ACL, ARN, FOREIGN, TRAIL, arn, condition
from tests.support.tricks.trick import excess, fine, hardening, malformed

DELIVERY = {"Service": "delivery.logs.amazonaws.com"}
ANY_TRAIL = f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"
LOGS = f"arn:aws:logs:*:{ACCOUNT}:*"

TRICKS = [
    # conditions: the source
    fine(
        "region wildcard",
        "the Arn operators stay within a component",
        Condition=arn("arn:aws:cloudtrail:*-?:" + ANY_TRAIL[21:]),
    ),
    fine("ArnEquals with wildcards", "the same as ArnLike", Condition=arn(ANY_TRAIL, "ArnEquals")),
    fine(
        "key case",
        "names of keys are case-insensitive",
        Condition={"ArnLike": {"AWS:sourceARN": ANY_TRAIL}, "StringEquals": ACL},
    ),
    fine(
        "two pins",
        "conjuncts narrow",
        Condition=arn(ANY_TRAIL) | {"StringLike": {"aws:SourceArn": f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:*"}},
    ),
    excess("any account", "every customer", Condition=arn("arn:aws:cloudtrail:*:*:trail/*")),
    excess("account with ?", "nine other accounts", Condition=arn(f"arn:aws:cloudtrail:*:{ACCOUNT[:-1]}?:trail/*")),
    excess("account as region", "the wrong component", Condition=arn(f"arn:aws:cloudtrail:{ACCOUNT}:*:trail/*")),
    excess("account as trail name", "the wrong component", Condition=arn(f"arn:aws:cloudtrail:*:*:trail/{ACCOUNT}")),
    excess(
        "five components", "the * of StringLike would span", Condition=arn("arn:aws:cloudtrail:*:trail/*", "StringLike")
    ),
    excess("star alone", "every source", Condition=arn("*")),
    hardening(
        "any service's source", "the account's own, but of any service", Condition=arn(f"arn:aws:*:*:{ACCOUNT}:*")
    ),
    hardening("channels too", "the account's own, but not a trail", Condition=arn(f"arn:aws:cloudtrail:*:{ACCOUNT}:*")),
    hardening(
        "account as SourceAccount only",
        "CloudTrail's document pins the trail",
        Condition=condition(StringEquals={"aws:SourceAccount": ACCOUNT}),
    ),
    malformed(
        "account as a number",
        "it may have lost a zero",
        Condition=condition(StringEquals={"aws:SourceAccount": int(ACCOUNT)}),
    ),
    malformed("NumericEquals for text", "not a number", Condition=condition(NumericEquals={"aws:SourceAccount": "x"})),
    excess(
        "NumericEquals for the account",
        "IAM compares account ids as texts",
        Condition=condition(NumericEquals={"aws:SourceAccount": ACCOUNT}),
    ),
    excess("ForAnyValue", "for multivalued keys; not proven here", Condition=arn(TRAIL, "ForAnyValue:StringEquals")),
    excess("ForAllValues", "holds when the key is absent", Condition=arn(TRAIL, "ForAllValues:ArnLike")),
    excess("IfExists", "holds when the key is absent", Condition=arn(TRAIL, "ArnEqualsIfExists")),
    excess("Null true", "the key must be absent", Condition=condition(Null={"aws:SourceArn": "true"})),
    excess(
        "IfExists and Null",
        "present, with the value of whoever calls",
        Condition=condition(
            StringEqualsIfExists={"aws:SourceArn": [TRAIL, TRAIL.replace(ACCOUNT, FOREIGN)]},
            Null={"aws:SourceArn": "false"},
        ),
    ),
    excess(
        "a second, wider value",
        "values are alternatives",
        Condition=arn([ANY_TRAIL, "arn:aws:cloudtrail:*:*:trail/main"]),
    ),
    excess("another key that sounds so", "not the source", Condition=condition(ArnLike={"aws:SourceArns": TRAIL})),
    excess(
        "the organization",
        "every account of it",
        Condition=condition(StringEquals={"aws:SourceOrgID": "o-exampleorgid"}),
    ),
    excess(
        "variable as account",
        "the caller's own value",
        Condition=condition(StringEquals={"aws:SourceAccount": "${aws:PrincipalAccount}"}),
    ),
    malformed("key without service", "no key looks so", Condition=condition(StringEquals={"SourceArn": TRAIL})),
    malformed(
        "key twice by case",
        "Access Analyzer's duplicate keys",
        Condition={"StringEquals": {"aws:SourceArn": TRAIL, "AWS:SOURCEARN": "*", **ACL}},
    ),
    malformed(
        "operator case", "operators are case-sensitive", Condition={"stringEquals": {"aws:SourceArn": TRAIL, **ACL}}
    ),
    malformed(
        "Null with IfExists", "Access Analyzer's error", Condition=condition(NullIfExists={"aws:SourceArn": "false"})
    ),
    malformed("no values", "Access Analyzer reads it as true", Condition=condition(ArnLike={"aws:SourceArn": []})),
    malformed("condition as a list", "AWS refuses it", Condition=[{"StringEquals": ACL}]),
    # conditions: the canned ACL
    fine("ACL by StringLike", "no wildcard in it", Condition={"StringLike": ACL, "ArnLike": {"aws:SourceArn": TRAIL}}),
    excess(
        "ACL by StringLike star",
        "any ACL",
        Condition={"StringLike": {"s3:x-amz-acl": "*"}, "ArnLike": {"aws:SourceArn": TRAIL}},
    ),
    excess(
        "ACL by case",
        "values are case-sensitive",
        Condition={"StringEquals": {"s3:x-amz-acl": "Bucket-Owner-Full-Control"}, "ArnLike": {"aws:SourceArn": TRAIL}},
    ),
    excess(
        "ACL as owner read",
        "another ACL",
        Condition={"StringEquals": {"s3:x-amz-acl": "bucket-owner-read"}, "ArnLike": {"aws:SourceArn": TRAIL}},
    ),
    excess("ACL negated", "all others", Condition={"StringNotEquals": ACL, "ArnLike": {"aws:SourceArn": TRAIL}}),
    excess(
        "ACL by header's name",
        "not the condition key",
        Condition={"StringEquals": {"s3:acl": "bucket-owner-full-control"}, "ArnLike": {"aws:SourceArn": TRAIL}},
    ),
    # further conjuncts of an Allow
    fine("over TLS", "narrows", Condition=arn(TRAIL) | {"Bool": {"aws:SecureTransport": "true"}}),
    fine(
        "never over TLS",
        "narrows to nothing, beside a statement that works",
        Condition=arn(TRAIL) | {"Bool": {"aws:SecureTransport": "false"}},
    ),
    fine("Bool as JSON", "quotes are optional", Condition=arn(TRAIL) | {"Bool": {"aws:SecureTransport": True}}),
    fine(
        "in the organization",
        "narrows",
        Condition=arn(TRAIL) | {"StringEqualsIfExists": {"aws:SourceOrgID": "o-exampleorgid"}},
    ),
    # the other service
    fine(
        "delivery as documented",
        "both pins",
        Principal=DELIVERY,
        Condition=condition(StringEquals={"aws:SourceAccount": ACCOUNT}, ArnLike={"aws:SourceArn": LOGS}),
    ),
    hardening("delivery by ARN only", "the documents pin both", Principal=DELIVERY, Condition=arn(LOGS)),
    excess(
        "delivery to the organization's folder",
        "only CloudTrail has one",
        Principal=DELIVERY,
        Resource=f"{ARN}/AWSLogs/o-exampleorgid/*",
        Condition=condition(StringEquals={"aws:SourceAccount": ACCOUNT}, ArnLike={"aws:SourceArn": LOGS}),
    ),
    # Deny statements
    fine("a Deny of others", "only subtracts", Effect="Deny", Principal={"AWS": FOREIGN}, Action="s3:*"),
    fine(
        "a Deny of reading",
        "not delivery",
        Effect="Deny",
        Principal="*",
        Action=["s3:GetObject", "s3:DeleteObject*"],
        Condition=None,
    ),
    malformed("a Deny with no such kind", "AWS refuses the document", Effect="Deny", Principal={"Everyone": "*"}),
    malformed("effect in capitals", "Effect is case-sensitive", Effect="ALLOW"),
    malformed("effect null", "AWS refuses it", Effect=[None]),
    malformed("element case", "element names are case-sensitive", action="s3:PutObject"),
    malformed("Sid number", "AWS refuses it", Sid=7),
    malformed("Sid of another", "Sids are unique", Sid="TrailPut"),
]
