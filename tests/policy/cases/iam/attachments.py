"""Cases of the rule on where an attached policy comes from."""

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.iam import attached_policy_is_known

from tests.policy.cases.iam.resources import ACCOUNT, ADMIN, ATTACHMENT, GOOD, ROLE, grant, written
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case

POLICY = registration("aws:iam/policy:Policy", "policy", policy=written(GOOD))
NATIVE_POLICY = registration("aws-native:iam:ManagedPolicy", "policy", policyDocument={"Statement": [GOOD]})
TAKER = registration(ROLE, "taker")
OTHER_STACK = registration("pulumi:pulumi:StackReference", "other")
# The properties that attach, by the types that have them.
PLACES = (
    (ATTACHMENT, "policyArn"),
    ("aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn"),
    ("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn"),
    ("aws:iam/policyAttachment:PolicyAttachment", "policyArn"),
    ("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "policyArns"),
    ("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "policyArns"),
    ("aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "policyArns"),
    ("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn"),
    ("aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive", "managedPolicyArns"),
    (ROLE, "managedPolicyArns"),
    ("aws-native:iam:Role", "managedPolicyArns"),
    ("aws-native:iam:User", "managedPolicyArns"),
    ("aws-native:iam:Group", "managedPolicyArns"),
    ("aws-native:sso:PermissionSet", "managedPolicies"),
)

ATTACHED_IS_KNOWN = RuleCases(
    rule=attached_policy_is_known.RULE,
    mutations=[
        Mutation(
            add=[(ATTACHMENT, "attached", {"role": "r", "policyArn": UNKNOWN_STRING_VALUE})],
            violations=frozenset({"attached"}),
        )
    ],
    violating=[
        case(
            f"{type_}-from-another-stack",
            OTHER_STACK,
            from_outputs(registration(type_, "attached"), **{name: [OTHER_STACK]}),
            violations="attached",
        )
        for type_, name in PLACES
    ],
    compliant=[
        *(
            case(
                f"{type_}-from-{policy.type}",
                policy,
                from_outputs(registration(type_, "attached"), **{name: [policy]}),
            )
            for type_, name in PLACES
            for policy in (POLICY, NATIVE_POLICY)
        ),
        case("stated", registration(ATTACHMENT, "attached", policyArn=f"arn:aws:iam::{ACCOUNT}:policy/mine")),
        case(
            "of-an-unknown-role",
            TAKER,
            from_outputs(
                registration(ATTACHMENT, "attached", policyArn=ADMIN),
                role=[TAKER],
            ),
        ),
    ],
    absent=[
        case("no-policy-yet", registration(ROLE, "role")),
        case("no-arn", registration(ATTACHMENT, "attached", role="r"), violations="attached"),
    ],
    unknown=[
        *(
            case(
                f"from-{id_}",
                *origins,
                from_outputs(registration(ATTACHMENT, "attached"), policyArn=origins),
                violations="attached",
            )
            for id_, origins in (
                ("own-or-another", [POLICY, OTHER_STACK]),
                ("what-is-no-policy", [TAKER]),
                ("a-component", [registration("x:y:Z", "component")]),
            )
        ),
        case(
            "one-of-two",
            POLICY,
            OTHER_STACK,
            from_outputs(
                registration(ROLE, "attached", managedPolicyArns=[UNKNOWN_STRING_VALUE, UNKNOWN_STRING_VALUE]),
                managedPolicyArns=[POLICY, OTHER_STACK],
            ),
            violations="attached",
        ),
        case(
            "cloud-control-in-one-text",
            POLICY,
            from_outputs(
                registration("aws:cloudcontrol/resource:Resource", "attached", typeName="AWS::IAM::Role"),
                desiredState=[POLICY],
            ),
            violations="attached",
        ),
        case(
            "nothing-told", registration(ATTACHMENT, "attached", policyArn=UNKNOWN_STRING_VALUE), violations="attached"
        ),
    ],
    out_of_scope=[
        case("document-of-a-role", registration("aws:iam/rolePolicy:RolePolicy", "grant", policy=UNKNOWN_STRING_VALUE)),
        case("wide-grant", grant(Resource="*")),
    ],
)
