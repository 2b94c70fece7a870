"""The types that make resources past the program, their properties, and the option that says which were read."""

from typing import Final

from rule_options import Schema, texts_schema

TEMPLATES: Final = frozenset(
    {
        *("aws:cloudformation/stack:Stack", "aws:cloudformation/stackSet:StackSet"),
        *("aws-native:cloudformation:Stack", "aws-native:cloudformation:StackSet"),
        "aws:cfg/conformancePack:ConformancePack",
        "aws:cfg/organizationConformancePack:OrganizationConformancePack",
        *("aws-native:configuration:ConformancePack", "aws-native:configuration:OrganizationConformancePack"),
    }
)
"""Those that have a template, as `templateBody` where the program shows it."""

STACK_SETS: Final = frozenset({"aws:cloudformation/stackSet:StackSet", "aws-native:cloudformation:StackSet"})
"""Those of `TEMPLATES` that others make instances of."""

INSTANCES: Final = frozenset(
    {"aws:cloudformation/stackSetInstance:StackSetInstance", "aws:cloudformation/stackInstances:StackInstances"}
)
"""Those that make what the template of a stack set has; the set itself is another resource, or not of the program."""

WITHOUT_TEMPLATE: Final = frozenset(
    {
        "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
        "aws:servicecatalog/product:Product",
        "aws:servicecatalog/provisioningArtifact:ProvisioningArtifact",
        "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
        "aws-native:servicecatalog:CloudFormationProduct",
        "aws-native:servicecatalog:CloudFormationProvisionedProduct",
        "aws-native:cloudformation:CustomResourceEmulator",
        *("aws:sagemaker/project:Project", "aws-native:sagemaker:Project"),
    }
)
"""Those whose template, or code, no property shows."""

NAMES: Final = (
    *("name", "stackName", "stackSetName", "conformancePackName", "organizationConformancePackName"),
    *("provisionedProductName", "projectName"),
)
"""The properties that such a resource is called by."""

ELSEWHERE: Final = ("templateUrl", "templateS3Uri", "templateSsmDocumentDetails")
"""The properties that name a template outside of the program."""

OTHER_STACKS: Final = "otherStacks"
OPTIONS: Final[Schema] = {
    OTHER_STACKS: texts_schema("Names of stacks, stack sets, products and packs that grant nothing, whatever shows.")
}
