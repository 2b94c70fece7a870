"""That no type with a policy document is forgotten: the table is held against the types of the SDK."""

import re
from typing import Final

import pytest
from grants import documents_of
from policy_holders import HOLDERS
from resource_view import Resource

from tests.support.sdk_inputs import inputs_of_types, snake

# They limit what others grant, or share what RAM grants; an identity provider's document, and a name of a policy.
LIMITS: Final = {
    *("aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"),
    *("aws:eks/podIdentityAssociation:PodIdentityAssociation", "aws:odb/network:Network"),
    *("aws:rolesanywhere/profile:Profile", "aws:transfer/access:Access", "aws:transfer/user:User"),
    *("aws:iam/samlProvider:SamlProvider", "aws:iot/policyAttachment:PolicyAttachment"),
}
OTHER_LANGUAGES: Final = {
    *("aws:cloudwatch/logAccountPolicy:LogAccountPolicy", "aws:cloudwatch/logIndexPolicy:LogIndexPolicy"),
    *("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy", "aws:ecr/lifecyclePolicy:LifecyclePolicy"),
    *("aws:networkmanager/coreNetwork:CoreNetwork", "aws:route53/trafficPolicy:TrafficPolicy"),
    "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment",
    *("aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy", "aws:ses/receiptFilter:ReceiptFilter"),
    "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy",
    "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
    *("aws:sns/dataProtectionPolicy:DataProtectionPolicy", "aws:verifiedaccess/endpoint:Endpoint"),
    "aws:verifiedaccess/group:Group",
}
# Rules on log buckets report them. A bucket of S3 may be public as its own rules say.
OF_S3: Final = {
    *("aws:s3/accessPoint:AccessPoint", "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"),
    *("aws:s3/bucketV2:BucketV2", "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy"),
    "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy",
    "aws:s3control/accessPointPolicy:AccessPointPolicy",
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
}
# A property that holds one word, such as ELBSecurityPolicy-2016-08, or a rule about retries.
SETTINGS: Final = re.compile(
    r"\w*(?:alpn|ssl|tls|routing|termination|deletion|default|propagation|autoscaling|import|snapshot|protection|"
    r"context|delivery|filter|redrive|replay|redrive_allow|notification|endpoint|browser|lifecycle)_(?:policy|policies)"
)
DOCUMENT: Final = re.compile(r"(\w*(?:policy|policies|document)): [^\n]*?_builtins\.str[\],]")


@pytest.fixture(scope="module")
def inputs() -> dict[str, str]:
    return inputs_of_types()


def test_every_document_of_the_sdk_is_read_or_left_out_on_purpose(inputs: dict[str, str]) -> None:
    found = {
        type_
        for type_, source in inputs.items()
        if any(not SETTINGS.fullmatch(name) for name in DOCUMENT.findall(source))
    }
    assert sorted(found - set(HOLDERS)) == sorted(LIMITS | OTHER_LANGUAGES | OF_S3)


def test_every_place_is_an_input_of_its_type(inputs: dict[str, str]) -> None:
    places = {(type_, path[0]) for type_, paths in HOLDERS.items() for path in paths if type_.startswith("aws:")}
    assert sorted((type_, name) for type_, name in places if f" {snake(name)}:" not in inputs.get(type_, "")) == []
    assert sorted(type_ for type_ in HOLDERS if type_.startswith("aws:") and type_ not in inputs) == []


PLACES: Final = [(type_, path) for type_, paths in HOLDERS.items() for path in paths]


@pytest.mark.parametrize(("type_", "path"), PLACES)
def test_a_document_is_found_at_each_place(type_: str, path: tuple[str, ...]) -> None:
    content: object = "the document"
    for name in reversed(path[1:]):
        content = [{name: content}]
    resource = Resource(type=type_, name="r", urn="urn", properties={path[0]: content})
    found = [document for document in documents_of(resource) if document is not None]
    assert found == [{"Statement": content} if path == ("statement",) else "the document"]


def test_what_is_no_object_with_a_document_is_an_error() -> None:
    resource = Resource(type="aws:iam/role:Role", name="r", urn="urn", properties={"inlinePolicies": "{}"})
    with pytest.raises(ValueError, match=r'^"\{\}" is no object with policy'):
        list(documents_of(resource))
