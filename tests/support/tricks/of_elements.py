"""Tricks in Principal, Action and Resource."""

from tests.support.bucket_documents import ACCOUNT, ARN, FOREIGN, TRAIL, condition
from tests.support.tricks.trick import Trick, excess, fine, malformed

FOLDER = f"{ARN}/AWSLogs/{ACCOUNT}"

TRICKS = [
    # principals
    Trick(
        "service star hidden in a list",
        "AWS has no such wildcard, and read as one it lets every service in",
        {"Principal": {"Service": ["cloudtrail.amazonaws.com", "*"]}},
        frozenset({"malformed", "excess"}),
    ),
    excess("service of China", "the documented name has no .cn", Principal={"Service": "cloudtrail.amazonaws.com.cn"}),
    excess("regional service", "not a documented deliverer", Principal={"Service": "logs.us-east-1.amazonaws.com"}),
    excess("near service", "another service", Principal={"Service": "xcloudtrail.amazonaws.com"}),
    excess("subservice", "another service", Principal={"Service": "x.cloudtrail.amazonaws.com"}),
    malformed("service case", "service principals are lower case", Principal={"Service": "Cloudtrail.amazonaws.com"}),
    malformed(
        "service with dot", "a DNS root dot is not part of it", Principal={"Service": "cloudtrail.amazonaws.com."}
    ),
    malformed("service in a nested list", "lists don't nest", Principal={"Service": [["cloudtrail.amazonaws.com"]]}),
    malformed("service as account", "no AWS principal looks so", Principal={"AWS": "cloudtrail.amazonaws.com"}),
    malformed("service text as principal", "only * may be a bare text", Principal="cloudtrail.amazonaws.com"),
    excess("own root", "the account's principals are not delivery", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}),
    excess("canonical user", "an account in disguise", Principal={"CanonicalUser": "a" * 64}),
    excess("federated", "anyone signed in there", Principal={"Federated": "cognito-identity.amazonaws.com"}),
    excess("deleted principal", "an id that AWS left", Principal={"AWS": "AROAEXAMPLEEXAMPLEID1"}),
    malformed("ARN of an account too short", "accounts have 12 digits", Principal={"AWS": "arn:aws:iam::12345:root"}),
    malformed(
        "ARN with a Region",
        "IAM has none",
        Principal={"AWS": f"arn:aws:iam:us-east-1:{ACCOUNT}:root"},
    ),
    malformed("ARN of no one", "it ends at the account", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}"}),
    malformed("ARN of an empty name", "it ends at the account", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:"}),
    malformed("principal of no one", "AWS refuses it", Principal={}),
    malformed("empty service list", "AWS refuses it", Principal={"Service": []}),
    malformed(
        "two kinds, one misspelt", "AWS refuses it", Principal={"Service": "cloudtrail.amazonaws.com", "aws": "*"}
    ),
    excess(
        "everyone, named by the service key",
        "a design that trusts aws:PrincipalServiceName; not proven here",
        Principal="*",
        Condition=condition(
            StringEquals={"aws:PrincipalServiceName": "cloudtrail.amazonaws.com", "aws:SourceArn": TRAIL}
        ),
    ),
    excess("NotPrincipal of a stranger", "allows all others", Principal=None, NotPrincipal={"AWS": FOREIGN}),
    # actions
    fine("action case", "names of actions are case-insensitive", Action="S3:putOBJECT"),
    fine("action twice", "a set", Action=["s3:PutObject", "S3:PUTOBJECT"]),
    excess("action star", "more than PutObject", Action="s3:PutObjec*"),
    excess("action question mark", "a pattern, which may match more one day", Action="s3:PutObjec?"),
    excess("all actions of all services", "everything", Action="*"),
    excess("two stars", "everything", Action="*:*"),
    excess("another service's action", "not delivery", Action="sts:AssumeRole"),
    excess("no such action", "S3 refuses it, if it is no new one", Action="s3:PutObjectX"),
    malformed("kelvin sign", "lower() makes a k of it", Action="s3:GetBuc\u212aetAcl", Resource=ARN),
    malformed("long s", "casefold() makes an s of it", Action="\u017f3:PutObject"),
    malformed("newline tail", "$ matches before it", Action="s3:PutObject\n"),
    malformed("null byte", "text ends there for some", Action="s3:PutObject\x00"),
    malformed("two actions in a text", "no action has a comma", Action="s3:PutObject, s3:GetObject"),
    malformed("empty action list", "AWS refuses it", Action=[]),
    malformed("action null", "AWS refuses it", Action=[None]),
    excess("NotAction of nothing", "allows all others", Action=None, NotAction="s3:DeleteBucket"),
    # resources
    excess("longer account", "the * may go on with another digit", Resource=f"{FOLDER}4*"),
    excess("account and a letter", "another folder", Resource=f"{FOLDER}x/*"),
    excess("prefix without slash", "the folder's name goes on", Resource=f"{FOLDER}*"),
    fine("path traversal", "S3 keys have no parent folder: a text as any other", Resource=f"{FOLDER}/../../x/*"),
    fine("double slash below", "still below", Resource=f"{FOLDER}//*"),
    excess("double slash above", "another key", Resource=f"{ARN}//AWSLogs/{ACCOUNT}/*"),
    excess("wildcard for the slash", "another key may match", Resource=f"{ARN}?AWSLogs/{ACCOUNT}/*"),
    excess("wildcard in the account", "other accounts", Resource=f"{ARN}/AWSLogs/11112222333?/*"),
    excess("wildcard before the account", "spans folders", Resource=f"{ARN}/AWSLogs/*{ACCOUNT}/*"),
    excess("unknown key prefix", "not configured", Resource=f"{ARN}/centra/AWSLogs/{ACCOUNT}/*"),
    excess("key prefix, no slash", "another key", Resource=f"{ARN}/centralAWSLogs/{ACCOUNT}/*"),
    excess("percent encoded", "not decoded by S3", Resource=f"{ARN}/AWSLogs%2F{ACCOUNT}/*"),
    excess("object lambda", "another resource", Resource=f"arn:aws:s3-object-lambda:us-east-1:{ACCOUNT}:accesspoint/x"),
    excess(
        "region in the bucket ARN",
        "not this bucket",
        Resource=f"arn:aws:s3:us-east-1::example-logs/AWSLogs/{ACCOUNT}/*",
    ),
    excess("partition wildcard", "other partitions", Resource=f"arn:*:s3:::example-logs/AWSLogs/{ACCOUNT}/*"),
    excess("escaped star", "variables are not for the caller to choose", Resource=f"{FOLDER}/${{*}}"),
    excess("account by variable", "the caller's account", Resource=f"{ARN}/AWSLogs/${{aws:PrincipalAccount}}/*"),
    excess("variable below the folder", "refused wherever it stands", Resource=f"{FOLDER}/${{aws:SourceAccount}}/*"),
    malformed("unicode digits", "isdigit() takes them", Resource=f"{ARN}/AWSLogs/\u0661{ACCOUNT[1:]}/*"),
    malformed("no ARN", "S3 refuses it", Resource="example-logs"),
    malformed("trailing space", "AWS refuses it", Resource=f"{FOLDER}/* "),
    malformed("resource object", "AWS refuses it", Resource={"Ref": "Bucket"}),
    excess("hive for the trail", "CloudTrail has no such layout", Resource=f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/*"),
]
