"""Which resources hold policy documents that grant something, and where.

Left out are documents that grant nothing, but limit what others grant (of VPC endpoints, of sessions, of an
organization); trust policies and those of S3's buckets and access points, which have rules of their own; and those in
another language (of data protection, of lifecycles, Cedar).
"""

from collections.abc import Mapping
from typing import Final

Path = tuple[str, ...]


def _each(at: Mapping[Path, str]) -> dict[str, tuple[Path, ...]]:
    """The types that have a document at one place, each with the place; the types are written in one text."""
    return {type_: (path,) for path, types in at.items() for type_ in types.split()}


_IDENTITY: Final[dict[str, tuple[Path, ...]]] = {
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (),
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": (),
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": (),
    "aws:iam/policyAttachment:PolicyAttachment": (),
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": (),
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": (),
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": (),
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": (),
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": (),
    **_each(
        {
            ("inlinePolicies", "policy"): "aws:iam/role:Role",
            ("policies", "policyDocument"): "aws-native:iam:Group aws-native:iam:Role aws-native:iam:User",
            ("policy",): """
                aws:iam/groupPolicy:GroupPolicy
                aws:iam/policy:Policy
                aws:iam/rolePolicy:RolePolicy
                aws:iam/userPolicy:UserPolicy
                aws:iot/policy:Policy
            """,
            ("policyDocument",): """
                aws-native:iam:GroupPolicy
                aws-native:iam:ManagedPolicy
                aws-native:iam:RolePolicy
                aws-native:iam:UserPolicy
                aws-native:iot:Policy
            """,
            ("inlinePolicy",): """
                aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy
                aws-native:sso:PermissionSet
            """,
        }
    ),
}
# Of the account or the organization, or of resources that each document has to name.
_OF_MANY: Final = _each(
    {
        ("content",): "aws:organizations/resourcePolicy:ResourcePolicy aws-native:organizations:ResourcePolicy",
        ("policy",): """
            aws:ecr/registryPolicy:RegistryPolicy
            aws:glue/resourcePolicy:ResourcePolicy
            aws:sns/topic:Topic
            aws:sns/topicPolicy:TopicPolicy
        """,
        ("policyDocument",): """
            aws:cloudwatch/logResourcePolicy:LogResourcePolicy
            aws:xray/resourcePolicy:ResourcePolicy
            aws-native:logs:ResourcePolicy
            aws-native:sns:TopicInlinePolicy
            aws-native:sns:TopicPolicy
            aws-native:xray:ResourcePolicy
        """,
        ("policyText",): "aws-native:ecr:RegistryPolicy",
    }
)
_OF_APIS: Final = _each(
    {
        ("policy",): """
            aws:apigateway/domainName:DomainName
            aws:apigateway/restApi:RestApi
            aws:apigateway/restApiPolicy:RestApiPolicy
            aws-native:apigateway:DomainNameV2
            aws-native:apigateway:RestApi
        """,
    }
)
# Of one resource, and of no more, whatever a document names (of queues: SQS Developer Guide, "Special Information for
# SQS Policies"; what is given to several is the document of each).
_OF_ONE: Final = {
    **_each(
        {
            ("accessPolicies",): """
                aws:elasticsearch/domain:Domain
                aws:elasticsearch/domainPolicy:DomainPolicy
                aws:opensearch/domain:Domain
                aws:opensearch/domainPolicy:DomainPolicy
                aws-native:elasticsearch:Domain
                aws-native:opensearchservice:Domain
            """,
            ("accessPolicy",): """
                aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy
                aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy
                aws:glacier/vault:Vault
                aws-native:backup:BackupVault
                aws-native:backup:LogicallyAirGappedBackupVault
            """,
            ("deliveryDestinationPolicy",): """
                aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy
            """,
            ("deliveryDestinationPolicy", "deliveryDestinationPolicy"): "aws-native:logs:DeliveryDestination",
            ("destinationPolicy",): "aws-native:logs:Destination",
            ("fileSystemPolicy",): "aws-native:efs:FileSystem",
            ("investigationGroupPolicy",): "aws-native:aiops:InvestigationGroup",
            ("keyPolicy",): "aws-native:kms:Key aws-native:kms:ReplicaKey",
            ("modelPackageGroupPolicy",): "aws-native:sagemaker:ModelPackageGroup",
            ("modelPolicy",): "aws-native:comprehend:DocumentClassifier aws-native:comprehend:EntityRecognizer",
            ("namespaceResourcePolicy",): "aws-native:redshift:Cluster aws-native:redshiftserverless:Namespace",
            ("permissionsPolicyDocument",): "aws-native:codeartifact:Domain aws-native:codeartifact:Repository",
            ("policy",): """
                aws:acmpca/policy:Policy
                aws:backup/vaultPolicy:VaultPolicy
                aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy
                aws:cloudwatch/eventBusPolicy:EventBusPolicy
                aws:codebuild/resourcePolicy:ResourcePolicy
                aws:dsql/clusterPolicy:ClusterPolicy
                aws:dynamodb/resourcePolicy:ResourcePolicy
                aws:ecr/repositoryPolicy:RepositoryPolicy
                aws:ecrpublic/repositoryPolicy:RepositoryPolicy
                aws:efs/fileSystemPolicy:FileSystemPolicy
                aws:glacier/vaultLock:VaultLock
                aws:kinesis/resourcePolicy:ResourcePolicy
                aws:kms/externalKey:ExternalKey
                aws:kms/key:Key
                aws:kms/keyPolicy:KeyPolicy
                aws:kms/replicaExternalKey:ReplicaExternalKey
                aws:kms/replicaKey:ReplicaKey
                aws:lambda/resourcePolicy:ResourcePolicy
                aws:mediastore/containerPolicy:ContainerPolicy
                aws:msk/clusterPolicy:ClusterPolicy
                aws:networkfirewall/resourcePolicy:ResourcePolicy
                aws:oam/sinkPolicy:SinkPolicy
                aws:opensearchingest/resourcePolicy:ResourcePolicy
                aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy
                aws:redshift/resourcePolicy:ResourcePolicy
                aws:redshiftserverless/resourcePolicy:ResourcePolicy
                aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy
                aws:s3control/bucketPolicy:BucketPolicy
                aws:schemas/registryPolicy:RegistryPolicy
                aws:secretsmanager/secret:Secret
                aws:secretsmanager/secretPolicy:SecretPolicy
                aws:ses/identityPolicy:IdentityPolicy
                aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy
                aws:sqs/queue:Queue
                aws:sqs/queuePolicy:QueuePolicy
                aws:vpclattice/authPolicy:AuthPolicy
                aws:vpclattice/resourcePolicy:ResourcePolicy
                aws-native:bedrockagentcore:ResourcePolicy
                aws-native:events:EventBus
                aws-native:eventschemas:RegistryPolicy
                aws-native:lex:ResourcePolicy
                aws-native:mediapackagev2:ChannelPolicy
                aws-native:mediapackagev2:OriginEndpointPolicy
                aws-native:mediastore:Container
                aws-native:mediatailor:ChannelPolicy
                aws-native:msk:ClusterPolicy
                aws-native:oam:Sink
                aws-native:paymentcryptography:Key
                aws-native:s3express:AccessPoint
                aws-native:s3outposts:AccessPoint
                aws-native:s3vectors:VectorBucketPolicy
                aws-native:ssm:ResourcePolicy
                aws-native:vpclattice:AuthPolicy
                aws-native:vpclattice:ResourcePolicy
            """,
            ("policyDocument",): """
                aws:amp/resourcePolicy:ResourcePolicy
                aws:codeartifact/domainPermissions:DomainPermissions
                aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy
                aws-native:aps:ResourcePolicy
                aws-native:bedrock:KnowledgeBasePolicy
                aws-native:bedrock:ResourcePolicy
                aws-native:dsql:Cluster
                aws-native:eventsv2:ResourcePolicy
                aws-native:lambda:ResourcePolicy
                aws-native:s3express:BucketPolicy
                aws-native:s3outposts:BucketPolicy
                aws-native:smsvoice:ResourcePolicy
                aws-native:sqs:QueueInlinePolicy
                aws-native:sqs:QueuePolicy
            """,
            ("repositoryPolicy",): """
                aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate
                aws-native:ecr:RepositoryCreationTemplate
            """,
            ("repositoryPolicyText",): "aws-native:ecr:PublicRepository aws-native:ecr:Repository",
            ("resourcePolicy",): """
                aws:s3tables/tableBucketPolicy:TableBucketPolicy
                aws:s3tables/tablePolicy:TablePolicy
                aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy
                aws-native:cloudtrail:ResourcePolicy
                aws-native:kinesis:ResourcePolicy
                aws-native:s3tables:TableBucketPolicy
                aws-native:s3tables:TablePolicy
                aws-native:secretsmanager:ResourcePolicy
            """,
            ("resourcePolicy", "policy"): "aws-native:osis:Pipeline",
            ("resourcePolicy", "policyDocument"): "aws-native:rum:AppMonitor",
            ("resourcePolicyDocument",): "aws-native:logs:LogGroup",
            ("s3AccessPoint", "policy"): "aws-native:fsx:S3AccessPointAttachment",
            ("s3AccessPolicy",): "aws-native:omics:SequenceStore",
            ("statement",): "aws-native:events:EventBusPolicy",
        }
    ),
    "aws-native:dynamodb:GlobalTable": (
        ("replicas", "resourcePolicy", "policyDocument"),
        ("replicas", "replicaStreamSpecification", "resourcePolicy", "policyDocument"),
    ),
    "aws-native:dynamodb:Table": (
        ("resourcePolicy", "policyDocument"),
        ("streamSpecification", "resourcePolicy", "policyDocument"),
    ),
}

HOLDERS: Final = _IDENTITY | _OF_MANY | _OF_APIS | _OF_ONE
"""The types, and where each has its documents: properties, and the way within objects or lists of objects."""

OWN: Final[Mapping[str, str]] = dict.fromkeys(_OF_ONE, "*") | dict.fromkeys(_OF_APIS, "execute-api:/*")
"""What a document may call its holder: in a key policy "*" is the key (KMS Developer Guide, "Key policies")."""

ATTACHING: Final = frozenset(
    {type_ for type_, places in _IDENTITY.items() if not places}
    | {
        *("aws:iam/role:Role", "aws-native:iam:Role", "aws-native:iam:User", "aws-native:iam:Group"),
        "aws-native:sso:PermissionSet",
    }
)
"""The types that attach managed policies, to themselves or to others."""
