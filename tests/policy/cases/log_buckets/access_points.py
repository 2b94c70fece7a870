"""Cases of the rule on other ways into a log bucket: access points, file systems, access grants."""

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_buckets import no_access_point

from tests.policy.cases.log_buckets.resources import (
    BUCKET_TYPE,
    BY_NAME,
    LOGS,
    OTHER_STACK,
    PET,
    WEBSITE,
    WIDE,
    of_bucket,
    of_unnamed,
    on_unknown_bucket,
    one,
    program,
)
from tests.policy.cases.log_buckets.ways_in import (
    BY_A_LITERAL,
    BY_OUTPUT,
    DIRECT,
    FILES,
    GRANT,
    GRANTS_ARN,
    INSTANCE,
    LAMBDA_POLICIES,
    LOCATION,
    NATIVE_FILES,
    NATIVE_INSTANCE,
    NATIVE_LOCATION,
    NATIVE_MULTI_REGION,
    NATIVE_POINT,
    NATIVE_RAM,
    OF_OTHER_KINDS,
    OF_THE_STACK,
    OUTPOSTS_ARN,
    POINT,
    RAM,
    SHARES,
    SUBNET,
    SUBNET_ARN,
    THROUGH,
    by_default,
    by_id,
    granted,
    of_object_lambda,
    point,
    unknown_but_for,
    with_others,
    within,
)
from tests.support.bucket_documents import ARN, BUCKET
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases, cloud_control

NO_ACCESS_POINT = RuleCases(
    rule=no_access_point.RULE,
    mutations=[
        Mutation(add=[(type_, "way", inputs)], violations=one("way"))
        for name in ["monitoring-prod-logs-123456789012-us-east-1"]
        for type_, inputs in (
            (POINT, {"bucket": name, "policy": WIDE}),
            (FILES, {"bucket": f"arn:aws:s3:::{name}", "roleArn": "arn:aws:iam::1:role/r"}),
            (SHARES, {"policy": WIDE}),
        )
    ],
    violating=[
        *(
            Case(id=f"direct-{type_}", resources=[*OF_THE_STACK, make(type_, BUCKET)], violations=one("way"))
            for make, type_ in DIRECT
        ),
        *(
            Case(
                id=f"others-bucket-of-a-trail-{type_}", resources=[BY_NAME, make(type_, BUCKET)], violations=one("way")
            )
            for make, type_ in DIRECT
        ),
        *(
            Case(id=f"others-bucket-{type_}", resources=[*OF_THE_STACK, make(type_, "others")], violations=one("way"))
            for make, type_ in DIRECT
        ),
        *(
            Case(
                id=f"through-{one_.type}",
                resources=[*OF_THE_STACK, way, one_.by_output(way)],
                violations=one("way", "through"),
            )
            for one_ in THROUGH
            for way in [one_.to(BUCKET)]
        ),
        *(
            Case(
                id=f"through-what-is-elsewhere-{one_.type}",
                resources=[*OF_THE_STACK, one_.to("website"), one_.of("elsewhere")],
                violations=one("through"),
            )
            for one_ in THROUGH
        ),
        *(
            Case(
                id=f"by-name-{one_.type}",
                resources=[*OF_THE_STACK, one_.to(BUCKET), one_.of("a-point")],
                violations=one("way", "through"),
            )
            for one_ in BY_A_LITERAL
        ),
        *(
            Case(id=f"two-steps-{type_}", resources=of_object_lambda(type_, BUCKET), violations=violations)
            for type_, violations in ((type_, one("way", "lambda", "policy")) for type_ in LAMBDA_POLICIES)
        ),
        *(
            Case(id=f"by-id-{number}", resources=resources, violations=one("way", "through"))
            for number, resources in enumerate(by_id(BUCKET))
        ),
        *(
            Case(
                id=f"lambda-elsewhere-{type_}",
                resources=[registration(type_, "policy", name="redacted", objectLambdaAccessPoint="redacted")],
                violations=one("policy"),
            )
            for type_ in LAMBDA_POLICIES
        ),
        Case(
            id="access-point-of-another-region-with-the-same-name",
            resources=[
                WEBSITE,
                of_bucket(POINT, "way", "website", arn="arn:aws:s3:us-east-1:1:accesspoint/x"),
                THROUGH[0].of("arn:aws:s3:eu-west-1:1:accesspoint/x"),
            ],
            violations=one("through"),
        ),
        *(
            Case(
                id=f"location-of-all-{number}-{type_}",
                resources=[registration(type_, "way", locationScope=scope)],
                violations=one("way"),
            )
            for type_ in (LOCATION, NATIVE_LOCATION)
            for number, scope in enumerate(("s3://", "s3://*", f"s3://{BUCKET[:4]}*", "s3://x-s3alias/*"))
        ),
        *(
            Case(
                id=f"no-name-of-the-configuration-{name}",
                resources=program(registration(LOCATION, "way", locationScope=f"s3://{name}")),
                options={"otherBuckets": [name]},
                violations=one("way"),
            )
            for name in ("", "*", f"{BUCKET[:4]}*")
        ),
        Case(
            id="location-without-a-prefix",
            resources=program(registration(LOCATION, "way", locationScope=f"s3://{BUCKET}")),
            violations=one("way"),
        ),
        *(
            Case(id=f"grant-by-default-{prefix}", resources=by_default(prefix), violations=one("grant"))
            for prefix in (None, "", "*", f"{BUCKET}*", f"{BUCKET}/AWSLogs/key", "others/*")
        ),
        Case(
            id="grant-of-a-location-of-all",
            resources=granted("s3://", f"{BUCKET}/*"),
            violations=one("location", "grant"),
        ),
        *(
            Case(
                id=f"a-stranger-with-the-name-of-one-of-another-kind-{type_}",
                resources=program(
                    registration(type_, "other-kind", bucket="others"), of_bucket(POINT, "way", "others")
                ),
                violations=one("way"),
            )
            for type_ in OF_OTHER_KINDS
        ),
        *(
            Case(
                id=f"shared-{type_}",
                resources=program(registration(type_, "way", **{name: with_others(name, GRANTS_ARN)})),
                violations=one("way"),
            )
            for type_, name in RAM.items()
        ),
        Case(
            id="shared-by-cloud-control",
            resources=program(cloud_control("AWS::RAM::ResourceShare", "way", ResourceArns=[GRANTS_ARN])),
            violations=one("way"),
        ),
        Case(
            id="shared-beside-what-is-not-known",
            resources=program(
                SUBNET,
                from_outputs(
                    registration(NATIVE_RAM, "way", resourceArns=[UNKNOWN_STRING_VALUE, GRANTS_ARN]),
                    resourceArns=[SUBNET],
                ),
            ),
            violations=one("way"),
        ),
        Case(id="sharing", resources=program(registration(SHARES, "way", policy=WIDE)), violations=one("way")),
        Case(
            id="sharing-without-a-log-bucket",
            resources=[WEBSITE, registration(SHARES, "way", policy=WIDE)],
            violations=one("way"),
        ),
        Case(
            id="file-system-by-cloud-control",
            resources=program(cloud_control("AWS::S3Files::FileSystem", "way", Bucket=ARN)),
            violations=one("way"),
        ),
        Case(
            id="grant-by-cloud-control",
            resources=program(
                cloud_control(
                    "AWS::S3::AccessGrant",
                    "way",
                    AccessGrantsLocationId="default",
                    AccessGrantsLocationConfiguration={"S3SubPrefix": f"{BUCKET}/*"},
                )
            ),
            violations=one("way"),
        ),
    ],
    compliant=[
        Case(id="none", resources=program()),
        *(Case(id=f"website-{type_}", resources=[*OF_THE_STACK, make(type_, "website")]) for make, type_ in DIRECT),
        *(
            Case(
                id=f"through-website-{one_.type}",
                resources=[*OF_THE_STACK, way, one_.by_output(way)],
            )
            for one_ in THROUGH
            for way in [one_.to("website")]
        ),
        *(
            Case(
                id=f"through-website-by-name-{one_.type}",
                resources=[*OF_THE_STACK, one_.to("website"), one_.of("a-point")],
            )
            for one_ in BY_A_LITERAL
        ),
        *(
            Case(id=f"two-steps-from-website-{type_}", resources=of_object_lambda(type_, "website"))
            for type_ in LAMBDA_POLICIES
        ),
        *(Case(id=f"website-by-id-{number}", resources=resources) for number, resources in enumerate(by_id("website"))),
        *(
            Case(
                id=f"others-bucket-of-the-configuration-{type_}",
                resources=[*OF_THE_STACK, make(type_, "others")],
                options={"otherBuckets": ["others"]},
            )
            for make, type_ in DIRECT
        ),
        Case(id="grant-of-a-location-of-website", resources=granted("s3://website/*", f"{BUCKET}/*")),
        Case(
            id="website-by-cloud-control",
            resources=[*OF_THE_STACK, cloud_control("AWS::S3Files::FileSystem", "way", Bucket="arn:aws:s3:::website")],
        ),
        *(
            Case(id=f"of-{type_}", resources=program(bucket, from_outputs(registration(POINT, "way"), bucket=[bucket])))
            for type_ in OF_OTHER_KINDS
            for bucket in [registration(type_, "other-kind")]
        ),
        *(
            Case(
                id=f"by-the-form-of-{type_}",
                resources=program(registration(type_, "other-kind", **known), of_bucket(POINT, "way", *known.values())),
            )
            for type_, known in (
                ("aws:s3/directoryBucket:DirectoryBucket", {"bucket": f"{BUCKET}--use1-az4--x-s3"}),
                ("aws-native:s3express:DirectoryBucket", {"bucketName": f"{BUCKET}--use1-az4--x-s3"}),
                ("aws:s3control/bucket:Bucket", {"arn": OUTPOSTS_ARN}),
                ("aws-native:s3outposts:Bucket", {"arn": OUTPOSTS_ARN}),
            )
        ),
        *(
            Case(
                id=f"shares-others-{type_}",
                resources=[*OF_THE_STACK, registration(type_, "way", **{name: with_others(name, SUBNET_ARN)})],
            )
            for type_, name in RAM.items()
        ),
        *(
            Case(
                id=f"shares-others-by-output-{type_}",
                resources=[*OF_THE_STACK, SUBNET, from_outputs(registration(type_, "way"), **{name: [SUBNET]})],
            )
            for type_, name in RAM.items()
        ),
        *(
            Case(id=f"website-by-output-{type_}", resources=[*OF_THE_STACK, unknown_but_for(type_, WEBSITE)])
            for type_ in BY_OUTPUT
        ),
        Case(
            id="grant-of-a-location-of-website-by-output",
            resources=[
                *OF_THE_STACK,
                unknown_but_for(LOCATION, WEBSITE),
                from_outputs(
                    registration(GRANT, "grant", **within("a/*")),
                    accessGrantsLocationId=[unknown_but_for(LOCATION, WEBSITE)],
                ),
            ],
        ),
        Case(id="shares-nothing", resources=[*OF_THE_STACK, registration(NATIVE_RAM, "way", name="all")]),
    ],
    absent=[Case(id="no-log-bucket", resources=[WEBSITE, point(POINT, "website")])],
    unknown=[
        *(
            Case(id=f"by-output-{type_}", resources=of_unnamed(type_, "way"), violations=one("way"))
            for type_ in (POINT, NATIVE_POINT, FILES, NATIVE_FILES)
        ),
        *(
            Case(id=f"unknown-bucket-{type_}", resources=[PET, on_unknown_bucket(type_)], violations=one("setting"))
            for type_ in (POINT, NATIVE_POINT, FILES, NATIVE_FILES)
        ),
        *(
            Case(id=f"nothing-told-{type_}", resources=[make(type_, UNKNOWN_STRING_VALUE)], violations=one("way"))
            for make, type_ in DIRECT
        ),
        *(
            Case(
                id=f"unknown-origin-{one_.type}",
                resources=[OTHER_STACK, one_.by_output(OTHER_STACK)],
                violations=one("through"),
            )
            for one_ in THROUGH
        ),
        *(
            Case(
                id=f"one-of-two-origins-{one_.type}",
                resources=[*OF_THE_STACK, OTHER_STACK, way, one_.by_output(way, OTHER_STACK)],
                violations=one("through"),
            )
            for one_ in THROUGH
            for way in [one_.to("website")]
        ),
        *(
            Case(id=f"no-origin-{one_.type}", resources=[one_.of(UNKNOWN_STRING_VALUE)], violations=one("through"))
            for one_ in THROUGH
        ),
        *(
            Case(
                id=f"bucket-that-aws-names-{type_}",
                resources=[bucket, from_outputs(registration(type_, "way"), bucket=[bucket])],
            )
            for type_ in (POINT, NATIVE_POINT, FILES, NATIVE_FILES)
            for bucket in [registration(BUCKET_TYPE, "unnamed")]
        ),
        *(
            Case(
                id=f"{id_}-by-output-{type_}",
                resources=[*OF_THE_STACK, OTHER_STACK, unknown_but_for(type_, *origins)],
                violations=one("way"),
            )
            for type_ in BY_OUTPUT
            for id_, origins in (
                ("logs", [LOGS]),
                ("website-or-logs", [WEBSITE, LOGS]),
                ("more", [WEBSITE, OTHER_STACK]),
            )
        ),
        Case(
            id="a-stranger-beside-website-by-output",
            resources=[
                *OF_THE_STACK,
                from_outputs(
                    registration(
                        NATIVE_MULTI_REGION, "way", regions=[{"bucket": UNKNOWN_STRING_VALUE}, {"bucket": "others"}]
                    ),
                    regions=[WEBSITE],
                ),
            ],
            violations=one("way"),
        ),
        *(
            Case(
                id=f"shares-what-{id_}-tells-{type_}",
                resources=[*OF_THE_STACK, *origins, from_outputs(registration(type_, "way"), **{name: origins})],
                violations=one("way"),
            )
            for type_, name in RAM.items()
            for id_, origins in (
                ("an-instance", [INSTANCE]),
                ("a-native-instance", [NATIVE_INSTANCE]),
                ("another-stack", [OTHER_STACK]),
                ("another-package", [SUBNET, PET]),
            )
        ),
        *(
            Case(
                id=f"shares-what-nothing-tells-{type_}",
                resources=[registration(type_, "way", **{name: with_others(name, UNKNOWN_STRING_VALUE)})],
                violations=one("way"),
            )
            for type_, name in RAM.items()
        ),
        Case(
            id="prefix-of-a-grant",
            resources=[
                WEBSITE,
                from_outputs(
                    registration(GRANT, "grant", accessGrantsLocationId="default"),
                    accessGrantsLocationConfiguration=[WEBSITE],
                ),
            ],
            violations=one("grant"),
        ),
    ],
    out_of_scope=[
        Case(
            id="an-instance-of-grants",
            resources=program(INSTANCE),
        ),
    ],
)
