"""Resources of a grant with wildcards: those that name something, and those that only seem to."""

from typing import Final

from tests.policy.cases.iam.resources import ACCOUNT

_HERE: Final = f"eu-central-1:{ACCOUNT}"

NAMELESS: Final = (
    "arn:aws:apigateway:eu-central-1::/*",
    "arn:aws:apigateway:eu-central-1::/restapis/*",
    f"arn:aws:autoscaling:{_HERE}:autoScalingGroup:*:autoScalingGroupName/*",
    f"arn:aws:cognito-idp:{_HERE}:userpool/eu-central-1_*",
    f"arn:aws:ec2:{_HERE}:instance/i-*",
    f"arn:aws:ec2:{_HERE}:instance/i-0*",
    f"arn:aws:ec2:{_HERE}:subnet/subnet-*",
    f"arn:aws:ec2:{_HERE}:vpc-flow-log/fl-*",
    f"arn:aws:elasticfilesystem:{_HERE}:access-point/fsap-*",
    f"arn:aws:elasticloadbalancing:{_HERE}:loadbalancer/app/*",
    f"arn:aws:iam::{ACCOUNT}:role/${{aws:RequestTag/role}}",
    f"arn:aws:iam::{ACCOUNT}:role/ab*",
    f"arn:aws:iam::{ACCOUNT}:role/a-${{aws:PrincipalTag/team, 'b'}}",
    f"arn:aws:kms:{_HERE}:key/mrk-*",
    f"arn:aws:codepipeline:{_HERE}:webhook:*",
    f"arn:aws:iam::{ACCOUNT}:role*",
    f"arn:aws:iam::{ACCOUNT}:rol?/*",
    f"arn:aws:lambda:{_HERE}:function*",
    f"arn:aws:logs:{_HERE}:log-group*",
    f"arn:aws:secretsmanager:{_HERE}:secret*",
    f"arn:aws:ssm:{_HERE}:parameter*",
    f"arn:aws:logs:{_HERE}:log-group:/*",
    f"arn:aws:logs:{_HERE}:log-group:/aws*",
    f"arn:aws:logs:{_HERE}:log-group:/aws/*",
    f"arn:aws:logs:{_HERE}:log-group:/aws/*:log-stream:*",
    f"arn:aws:s3:{_HERE}:accesspoint/*",
    f"arn:aws:s3:{_HERE}:accesspoint/*/object/*",
    f"arn:aws:s3::{ACCOUNT}:accesspoint/*",
    "arn:aws:s3:::a*",
    "arn:aws:s3:::${aws:UserAgent}/*",
    "arn:aws:s3:::${aws:UserAgent",
    "arn:aws:sqs:eu-central-1:${aws:PrincipalTag/account}:q",
    "arn:aws:sso:::permissionSet/*",
    "arn:aws:sso:::permissionSet/ssoins-*",
    "arn:aws:sso:::permissionSet/ssoins-72230a1b2c3d4e5f/*",
    "arn:aws:sso:::permissionSet/ssoins-72230a1b2c3d4e5f/ps-*",
    f"arn:aws:states:{_HERE}:stateMachine:*",
    f"arn:aws:wafv2:{_HERE}:regional/webacl/*",
    "${aws:UserAgent}",
)
"""What the rule reports."""

NAMED: Final = (
    "arn:aws:apigateway:eu-central-1::/restapis/a1b2c3d4e5/*",
    f"arn:aws:autoscaling:{_HERE}:autoScalingGroup:*:autoScalingGroupName/web",
    f"arn:aws:autoscaling:{_HERE}:autoScalingGroup:*:autoScalingGroupName/web*",
    f"arn:aws:codepipeline:{_HERE}:pipeline/*",
    f"arn:aws:codepipeline:{_HERE}:web/deploy/*",
    f"arn:aws:codepipeline:{_HERE}:web*",
    f"arn:aws:codecommit:{_HERE}:web*",
    f"arn:aws:ec2:{_HERE}:key-pair/deploy*",
    f"arn:aws:sqs:{_HERE}:web*",
    f"arn:aws:elasticloadbalancing:{_HERE}:loadbalancer/app/web/*",
    f"arn:aws:iam::{ACCOUNT}:role/service/web-*",
    f"arn:aws:iam::{ACCOUNT}:user/${{aws:username}}",
    f"arn:aws:iot:{_HERE}:topic/${{iot:Connection.Thing.ThingName}}/*",
    f"arn:aws:lambda:{_HERE}:function:fn:*",
    f"arn:aws:logs:{_HERE}:log-group:/aws/lambda/*",
    f"arn:aws:logs:{_HERE}:log-group:/awesome*",
    f"arn:aws:s3:{_HERE}:accesspoint/web/object/*",
    "arn:aws:s3:::logs/home/${aws:username}/*",
    "arn:aws:s3:::logs/${aws:PrincipalTag/team}/*",
    "arn:aws:s3:::logs-${aws:PrincipalAccount}/*",
    "arn:aws:s3:::${*}",
    f"arn:aws:secretsmanager:{_HERE}:secret:web-??????",
    "arn:aws:sqs:eu-central-1:${aws:PrincipalAccount}:q",
    f"arn:aws:ssm:{_HERE}:parameter/web/*",
    f"arn:aws:states:{_HERE}:stateMachine:web*",
)
"""What passes."""
