"""Cases of the rules on what is made past the program's own resources: by templates, and by Cloud Control."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_buckets import cloud_control_is_known, stack_set_is_known, template_grants_nothing

from tests.policy.cases.log_buckets.resources import BUCKET_TYPE, OTHER_STACK, WIDE, one
from tests.support.bucket_documents import BUCKET
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases, cloud_control

STACK = "aws:cloudformation/stack:Stack"
SET = "aws:cloudformation/stackSet:StackSet"
INSTANCE = "aws:cloudformation/stackSetInstance:StackSetInstance"
OF_ANY = (INSTANCE, "aws:cloudformation/stackInstances:StackInstances")
NATIVE_STACK = "aws-native:cloudformation:Stack"
NATIVE_SET = "aws-native:cloudformation:StackSet"
PACK = "aws:cfg/conformancePack:ConformancePack"
WITHOUT_TEMPLATE = {
    "of-a-repository": "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "product": "aws:servicecatalog/product:Product",
    "artifact": "aws:servicecatalog/provisioningArtifact:ProvisioningArtifact",
    "provisioned-product": "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    "native-product": "aws-native:servicecatalog:CloudFormationProduct",
    "native-provisioned-product": "aws-native:servicecatalog:CloudFormationProvisionedProduct",
    "emulator": "aws-native:cloudformation:CustomResourceEmulator",
    "project": "aws:sagemaker/project:Project",
    "native-project": "aws-native:sagemaker:Project",
}
PACKS = {
    "pack": PACK,
    "organization-pack": "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    "native-pack": "aws-native:configuration:ConformancePack",
    "native-organization-pack": "aws-native:configuration:OrganizationConformancePack",
}
POLICY = {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": BUCKET, "PolicyDocument": json.loads(WIDE)}}
QUEUE = {"Type": "AWS::SQS::Queue"}
CONFIG_RULE = {"Type": "AWS::Config::ConfigRule"}
# The type of a property is none of a resource, and neither is that of a parameter.
DATA_EVENTS = {
    "Type": "AWS::SSM::Parameter",
    "Properties": {"Selectors": [{"DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]}]},
}
PARAMETERS = """
Parameters:
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  Image: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}
  Key: {Type: AWS::EC2::KeyPair::KeyName}
  Bucket: {Type: AWS::S3::Bucket}
"""
PET = registration("random:index/randomPet:RandomPet", "pet")


def template(**resources: dict[str, Any]) -> dict[str, Any]:
    return {"Parameters": {"Name": {"Type": "String"}}, "Resources": resources}


def stack(body: object, type_: str = STACK, **inputs: Any) -> RegisterResourceRequest:
    text = body if isinstance(body, str) or type_ == NATIVE_STACK else json.dumps(body)
    return registration(type_, "stack", templateBody=text, **inputs)


def made_of(stack_set: str, type_: str = INSTANCE, **inputs: Any) -> RegisterResourceRequest:
    return registration(type_, "some", stackSetName=stack_set, **inputs)


def by_output(stack_set: RegisterResourceRequest, **inputs: Any) -> list[RegisterResourceRequest]:
    return [from_outputs(registration(INSTANCE, "some", **inputs), stackSetName=[stack_set])]


YAML = """
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "${AWS::StackName}-queue"
"""
MORE = """
  Policy:
    Condition: !Equals [a, b]
    Type: %s
"""
GRANTING = {
    "json": json.dumps(template(Queue=QUEUE, Policy=POLICY)),
    "indented-by-tabs": json.dumps(template(Policy=POLICY), indent="\t"),
    "escaped": json.dumps(template(Policy=POLICY)).replace("BucketPolicy", "\\u0042ucketPolicy"),
    "the-first-of-two": '{"Resources": {"A": {"Type": "AWS::S3::BucketPolicy", "Type": "AWS::SQS::Queue"}}}',
    "yaml": YAML + MORE % "AWS::S3::BucketPolicy",
    "yaml-escaped": YAML + MORE % '"AWS::S3::\\x42ucketPolicy"',
    "alias": "Kinds: &kind AWS::S3::BucketPolicy\n" + YAML + MORE % "*kind",
    "access-point": YAML + MORE % "AWS::S3::AccessPoint",
    "access-grants": YAML + MORE % "AWS::S3::AccessGrantsLocation",
    "access-grant": YAML + MORE % "AWS::S3::AccessGrant",
    "object-lambda": YAML + MORE % "AWS::S3ObjectLambda::AccessPoint",
    "policy-of-object-lambda": YAML + MORE % "AWS::S3ObjectLambda::AccessPointPolicy",
    "file-system": YAML + MORE % "AWS::S3Files::FileSystem",
    "policy-of-a-file-system": YAML + MORE % "AWS::S3Files::FileSystemPolicy",
    "access-point-of-a-file-system": YAML + MORE % "AWS::S3Files::AccessPoint",
    "mount-target": YAML + MORE % "AWS::S3Files::MountTarget",
    "multi-region": YAML + MORE % "AWS::S3::MultiRegionAccessPointPolicy",
    "bucket": YAML + MORE % "AWS::S3::Bucket",
    "storage-lens": YAML + MORE % "AWS::S3::StorageLens",
    "express": YAML + MORE % "AWS::S3Express::BucketPolicy",
    "outposts": YAML + MORE % "AWS::S3Outposts::BucketPolicy",
    "tables": YAML + MORE % "AWS::S3Tables::TableBucketPolicy",
    "nested-stack": YAML + MORE % "AWS::CloudFormation::Stack",
    "nested-stack-set": YAML + MORE % "AWS::CloudFormation::StackSet",
    "custom": YAML + MORE % "Custom::Opener",
    "custom-resource": YAML + MORE % "AWS::CloudFormation::CustomResource",
    "offers-a-product": YAML + MORE % "AWS::ServiceCatalog::CloudFormationProduct",
    "provisions-a-product": YAML + MORE % "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
    "provisions-a-project": YAML + MORE % "AWS::SageMaker::Project",
    "has-a-pack": YAML + MORE % "AWS::Config::ConformancePack",
    "has-a-pack-of-an-organization": YAML + MORE % "AWS::Config::OrganizationConformancePack",
    "remediates": YAML + MORE % "AWS::Config::RemediationConfiguration",
    "of-others": YAML + MORE % "Acme::Logs::Bucket",
    "module": YAML + MORE % "Acme::Logs::Bucket::MODULE",
    **{
        type_: YAML + MORE % type_
        for type_ in (
            *("AWS::CloudTrail::Trail", "AWS::CloudTrail::Channel", "AWS::EC2::FlowLog", "AWS::RAM::ResourceShare"),
            *("AWS::KinesisFirehose::DeliveryStream", "AWS::Logs::LogGroup", "AWS::Logs::SubscriptionFilter"),
            *("AWS::Logs::Destination", "AWS::Logs::DeliveryDestination", "AWS::Logs::AccountPolicy"),
            *("AWS::Route53Resolver::ResolverQueryLoggingConfig", "AWS::VpcLattice::AccessLogSubscription"),
            *("AWS::KMS::Key", "AWS::KMS::Alias", "AWS::KMS::ReplicaKey", "AWS::s3::BucketPolicy"),
        )
    },
    "space-before": YAML + MORE % '" AWS::SQS::Queue"',
    "line-after": YAML + MORE % "|\n      AWS::CloudFormation::Stack",
    "function": YAML + MORE % "!Sub AWS::S3::BucketPolicy",
    "function-in-full": YAML + MORE % '{"Fn::Sub": "AWS::S3::BucketPolicy"}',
    "binary": YAML + MORE % "!!binary QVdTOjpTMzo6QnVja2V0UG9saWN5",
    "loop": YAML + "  Fn::ForEach::All: [Name, [a], {'${Name}': {Type: 'AWS::SQS::Queue'}}]\n",
    "merged": "Of: &of {Type: AWS::S3::BucketPolicy}\n" + YAML + "  Policy:\n    <<: *of\n",
    "modules": YAML + "Modules: {Opener: {Source: ./opener.yaml}}\n",
    "no-resources": "Resources: []\n",
    "macro-in-short": YAML + "      Tags: !Transform {Name: Acme}\n",
    "macro": YAML + "Transform: AWS::LanguageExtensions\n",
    "macro-within": YAML + "      Fn::Transform: {Name: Acme}\n",
    "no-template": "- a\n- b\n",
    "no-yaml": "a: [",
    "two-documents": YAML + "---\n" + YAML,
    "empty": "",
    "nested-too-deep": "[" * 3000,
}

TEMPLATE = RuleCases(
    rule=template_grants_nothing.RULE,
    mutations=[Mutation(add=[(STACK, "stack", {"templateBody": GRANTING["yaml"]})], violations=one("stack"))],
    violating=[
        *(Case(id=name, resources=[stack(text)], violations=one("stack")) for name, text in GRANTING.items()),
        Case(id="of-a-set", resources=[stack(template(Policy=POLICY), SET)], violations=one("stack")),
        Case(id="native", resources=[stack(template(Policy=POLICY), NATIVE_STACK)], violations=one("stack")),
        Case(
            id="native-set", resources=[stack(json.dumps(template(Policy=POLICY)), NATIVE_SET)], violations=one("stack")
        ),
        Case(
            id="by-cloud-control",
            resources=[cloud_control("AWS::CloudFormation::Stack", "stack", TemplateBody=GRANTING["json"])],
            violations=one("stack"),
        ),
        Case(
            id="elsewhere",
            resources=[registration(STACK, "stack", templateUrl="https://example.com/x")],
            violations=one("stack"),
        ),
        *(
            # Nothing but a stack has a templateBody that counts.
            Case(id=id_, resources=[stack(template(Queue=QUEUE), type_, name="x")], violations=one("stack"))
            for id_, type_ in WITHOUT_TEMPLATE.items()
        ),
        Case(
            id="provisioned-by-cloud-control",
            resources=[cloud_control("AWS::ServiceCatalog::CloudFormationProvisionedProduct", "stack")],
            violations=one("stack"),
        ),
        *(
            Case(
                id=f"{id_}-remediates",
                resources=[stack(template(Fix={"Type": "AWS::Config::RemediationConfiguration"}), type_)],
                violations=one("stack"),
            )
            for id_, type_ in PACKS.items()
        ),
        *(
            Case(
                id=f"by-cloud-control-{type_name}",
                resources=[cloud_control(f"AWS::Config::{type_name}", "stack", TemplateS3Uri="s3://theirs/pack.yaml")],
                violations=one("stack"),
            )
            for type_name in ("ConformancePack", "OrganizationConformancePack")
        ),
        *(
            Case(
                id=f"also-elsewhere-by-{elsewhere}",
                resources=[stack(template(Queue=QUEUE), type_, **{elsewhere: "x"})],
                violations=one("stack"),
            )
            for type_, elsewhere in (
                (STACK, "templateUrl"),
                (PACK, "templateS3Uri"),
                ("aws-native:configuration:ConformancePack", "templateSsmDocumentDetails"),
            )
        ),
        *(
            Case(
                id=f"also-elsewhere-by-{property_}",
                resources=[
                    cloud_control(type_, "stack", TemplateBody=json.dumps(template(Queue=QUEUE)), **{property_: "x"})
                ],
                violations=one("stack"),
            )
            for type_, property_ in (
                ("AWS::CloudFormation::Stack", "TemplateURL"),
                ("AWS::Config::ConformancePack", "TemplateSSMDocumentDetails"),
            )
        ),
        Case(
            id="another-is-known",
            resources=[stack(template(Policy=POLICY), name="a")],
            options={"otherStacks": ["b"]},
            violations=one("stack"),
        ),
        Case(
            id="options-of-another-type",
            resources=[stack(template(Queue=QUEUE), name="a")],
            options={"otherStacks": "a"},
            violations=one("stack"),
        ),
    ],
    compliant=[
        Case(id="other-resources", resources=[stack(template(Queue=QUEUE))]),
        Case(id="other-resources-in-yaml", resources=[stack(YAML)]),
        Case(id="other-resources-in-a-pack", resources=[stack(template(Rule=CONFIG_RULE), PACK)]),
        Case(id="data-events", resources=[stack(template(Parameter=DATA_EVENTS))]),
        Case(id="types-of-parameters", resources=[stack(PARAMETERS + YAML)]),
        *(
            Case(id=f"with-{type_}", resources=[stack(YAML + MORE % type_)])
            for type_ in ("AWS::IAM::Role", "AWS::Lambda::Function", "AWS::EC2::SecurityGroup", "AWS::SNS::Topic")
        ),
        Case(id="native-other-resources", resources=[stack(template(Queue=QUEUE), NATIVE_STACK)]),
        *(
            Case(
                id=f"known-by-{key}-of-{type_}",
                resources=[stack(template(Policy=POLICY), type_, **{key: "a"})],
                options={"otherStacks": ["a"]},
            )
            for type_, key in (
                (STACK, "name"),
                (NATIVE_STACK, "stackName"),
                (NATIVE_SET, "stackSetName"),
                (PACK, "name"),
                ("aws-native:configuration:ConformancePack", "conformancePackName"),
                ("aws-native:configuration:OrganizationConformancePack", "organizationConformancePackName"),
                ("aws:servicecatalog/provisionedProduct:ProvisionedProduct", "name"),
                ("aws-native:servicecatalog:CloudFormationProvisionedProduct", "provisionedProductName"),
                ("aws:sagemaker/project:Project", "projectName"),
            )
        ),
    ],
    absent=[Case(id="no-template-at-all", resources=[registration(STACK, "stack")], violations=one("stack"))],
    unknown=[
        Case(id="template", resources=[stack(UNKNOWN_STRING_VALUE)], violations=one("stack")),
        Case(
            id="where-else",
            resources=[stack(template(Queue=QUEUE), templateUrl=UNKNOWN_STRING_VALUE)],
            violations=one("stack"),
        ),
        Case(
            id="name",
            resources=[stack(template(Policy=POLICY), name=UNKNOWN_STRING_VALUE)],
            options={"otherStacks": ["a"]},
            violations=one("stack"),
        ),
    ],
    out_of_scope=[Case(id="a-bucket", resources=[registration(BUCKET_TYPE, "bucket")])],
)

OWN_SET = stack(template(Queue=QUEUE), SET, name="queues")
DELEGATED_SET = stack(template(Queue=QUEUE), SET, name="queues", callAs="DELEGATED_ADMIN")
IN_ONE_REGION = stack(template(Queue=QUEUE), SET, name="queues", region="us-east-1")
OWN_NATIVE_SET = stack(json.dumps(template(Queue=QUEUE)), NATIVE_SET, stackSetName="queues")
STACK_SET = RuleCases(
    rule=stack_set_is_known.RULE,
    mutations=[Mutation(add=[(INSTANCE, "some", {"stackSetName": "opener"})], violations=one("some"))],
    violating=[
        *(
            Case(id=f"of-others-{type_}", resources=[OWN_SET, made_of("opener", type_)], violations=one("some"))
            for type_ in OF_ANY
        ),
        Case(
            id="of-one-with-more-in-its-name",
            resources=[OWN_SET, made_of("arn:aws:cloudformation:us-east-1:1:stackset/queues")],
            violations=one("some"),
        ),
        *(
            Case(id=f"of-a-namesake-{number}", resources=resources, violations=one("some"))
            for number, resources in enumerate(
                (
                    [OWN_SET, made_of("queues", callAs="DELEGATED_ADMIN")],
                    [OWN_SET, *by_output(OWN_SET, callAs="DELEGATED_ADMIN")],
                    [DELEGATED_SET, made_of("queues")],
                    [OWN_NATIVE_SET, made_of("queues", callAs="DELEGATED_ADMIN")],
                    [IN_ONE_REGION, made_of("queues", region="us-west-2")],
                )
            )
        ),
        Case(
            id="another-is-known",
            resources=[made_of("opener")],
            options={"otherStacks": ["others"]},
            violations=one("some"),
        ),
        Case(
            id="options-of-another-type",
            resources=[OWN_SET, made_of("queues")],
            options={"otherStacks": "queues"},
            violations=one("some"),
        ),
    ],
    compliant=[
        *(
            Case(id=f"by-name-{type_}-{number}", resources=[own, made_of("queues", type_)])
            for type_ in OF_ANY
            for number, own in enumerate((OWN_SET, OWN_NATIVE_SET))
        ),
        *(
            Case(
                id=f"by-output-{type_}-{number}",
                resources=[own, from_outputs(registration(type_, "some"), stackSetName=[own])],
            )
            for type_ in OF_ANY
            for number, own in enumerate((OWN_SET, OWN_NATIVE_SET))
        ),
        *(
            Case(id=f"of-the-same-place-{number}", resources=resources)
            for number, resources in enumerate(
                (
                    [OWN_SET, made_of("queues", callAs="SELF", region="us-west-2")],
                    [DELEGATED_SET, made_of("queues", callAs="DELEGATED_ADMIN")],
                    [DELEGATED_SET, *by_output(DELEGATED_SET, callAs="DELEGATED_ADMIN")],
                    [IN_ONE_REGION, made_of("queues", region="us-east-1")],
                    [DELEGATED_SET, OWN_NATIVE_SET, made_of("queues")],
                )
            )
        ),
        Case(
            id="by-id",
            resources=[
                stack(template(Queue=QUEUE), SET, name="queues", stackSetId="queues:1"),
                made_of("queues:1"),
            ],
        ),
        Case(id="known", resources=[made_of("opener")], options={"otherStacks": ["opener"]}),
    ],
    absent=[Case(id="no-name", resources=[registration(INSTANCE, "some")], violations=one("some"))],
    unknown=[
        Case(id="nothing-told", resources=[OWN_SET, made_of(UNKNOWN_STRING_VALUE)], violations=one("some")),
        *(
            Case(
                id=f"from-{id_}",
                resources=[*origins, from_outputs(registration(INSTANCE, "some"), stackSetName=origins)],
                violations=one("some"),
            )
            for id_, origins in (
                ("another-stack", [OTHER_STACK]),
                ("own-or-another", [OWN_SET, OTHER_STACK]),
                ("a-stack", [stack(template(Queue=QUEUE))]),
            )
        ),
    ],
    out_of_scope=[Case(id="the-set-itself", resources=[stack(template(Policy=POLICY), SET, name="opener")])],
)

RESOURCE = "aws:cloudcontrol/resource:Resource"
EXTENSION = "aws-native:index:ExtensionResource"
CLOUD_CONTROL = RuleCases(
    rule=cloud_control_is_known.RULE,
    mutations=[
        Mutation(
            add=[(RESOURCE, "any", {"typeName": UNKNOWN_STRING_VALUE, "desiredState": "{}"})], violations=one("any")
        )
    ],
    violating=[
        Case(
            id="empty-type",
            resources=[registration(RESOURCE, "any", typeName="", desiredState="{}")],
            violations=one("any"),
        )
    ],
    compliant=[
        Case(id="one-of-aws", resources=[cloud_control("AWS::SQS::Queue", "any")]),
        Case(id="one-of-others", resources=[cloud_control("Acme::Logs::Bucket", "any")]),
        Case(id="an-extension", resources=[registration(EXTENSION, "any", type="Acme::Logs::Bucket", properties={})]),
    ],
    absent=[
        Case(id="no-type", resources=[registration(RESOURCE, "any", desiredState="{}")], violations=one("any")),
        Case(id="no-type-of-an-extension", resources=[registration(EXTENSION, "any")], violations=one("any")),
    ],
    unknown=[
        Case(
            id="type",
            resources=[registration(RESOURCE, "any", typeName=UNKNOWN_STRING_VALUE, desiredState="{}")],
            violations=one("any"),
        ),
        Case(
            id="type-from-an-output",
            resources=[PET, from_outputs(registration(RESOURCE, "any", desiredState="{}"), typeName=[PET])],
            violations=one("any"),
        ),
        Case(
            id="type-of-an-extension",
            resources=[registration(EXTENSION, "any", type=UNKNOWN_STRING_VALUE)],
            violations=one("any"),
        ),
    ],
    out_of_scope=[Case(id="a-bucket", resources=[registration(BUCKET_TYPE, "bucket")])],
)
