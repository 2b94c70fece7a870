"""What runs in a VPC, and is removed where it was made: its network interfaces go with it."""

from typing import Final

from ops.aws.listing import Listing, by_filter
from ops.blockers.kind import NAME, Kind

INSTANCE: Final = "EC2 instance"
LAMBDA_FUNCTION: Final = "Lambda function"
LOAD_BALANCER: Final = "load balancer"
CLASSIC_LOAD_BALANCER: Final = "classic load balancer"
DB_INSTANCE: Final = "RDS DB instance"
LOAD_BALANCER_ARN: Final = "arn:{partition}:elasticloadbalancing:{region}:{account_id}:loadbalancer/{id}"

_GROUP = "(Tags || `[]`)[?Key == 'aws:autoscaling:groupName'] | [0].Value"

KINDS: Final = (
    Kind(
        noun=INSTANCE,
        listing=Listing(
            service="ec2",
            operation="describe_instances",
            action="ec2:DescribeInstances",
            items="Reservations[].Instances[?State.Name != 'terminated'][].{id: InstanceId, vpc: VpcId, "
            f"leaving: State.Name == 'shutting-down', scaling_group: {_GROUP}, {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=(
            # The group would only put another instance in its place.
            "aws autoscaling delete-auto-scaling-group --auto-scaling-group-name {scaling_group} --force-delete",
            "aws ec2 terminate-instances --instance-ids {id}",
        ),
    ),
    Kind(
        noun=LAMBDA_FUNCTION,
        listing=Listing(
            service="lambda",
            operation="list_functions",
            action="lambda:ListFunctions",
            items="Functions[?VpcConfig.VpcId].{id: FunctionName, arn: FunctionArn, vpc: VpcConfig.VpcId, "
            "subnets: VpcConfig.SubnetIds, groups: VpcConfig.SecurityGroupIds}",
        ),
        # It can live on outside of the VPC.
        removal=(
            "aws lambda update-function-configuration --function-name {id}"
            " --vpc-config SubnetIds=[],SecurityGroupIds=[]",
        ),
        arn="{arn}",
    ),
    Kind(
        noun=LOAD_BALANCER,
        listing=Listing(
            service="elbv2",
            operation="describe_load_balancers",
            action="elasticloadbalancing:DescribeLoadBalancers",
            items="LoadBalancers[].{id: LoadBalancerName, arn: LoadBalancerArn, vpc: VpcId}",
        ),
        removal=("aws elbv2 delete-load-balancer --load-balancer-arn {arn}",),
        arn="{arn}",
    ),
    Kind(
        noun=CLASSIC_LOAD_BALANCER,
        listing=Listing(
            service="elb",
            operation="describe_load_balancers",
            action="elasticloadbalancing:DescribeLoadBalancers",
            items="LoadBalancerDescriptions[].{id: LoadBalancerName, vpc: VPCId}",
        ),
        removal=("aws elb delete-load-balancer --load-balancer-name {id}",),
        arn=LOAD_BALANCER_ARN,
    ),
    Kind(
        noun=DB_INSTANCE,
        listing=Listing(
            service="rds",
            operation="describe_db_instances",
            action="rds:DescribeDBInstances",
            items="DBInstances[].{id: DBInstanceIdentifier, arn: DBInstanceArn, vpc: DBSubnetGroup.VpcId, "
            "subnets: DBSubnetGroup.Subnets[].SubnetIdentifier, groups: VpcSecurityGroups[].VpcSecurityGroupId, "
            "leaving: DBInstanceStatus == 'deleting'}",
        ),
        removal=("aws rds delete-db-instance --db-instance-identifier {id} --final-db-snapshot-identifier {id}-final",),
        arn="{arn}",
    ),
)
"""Source: the API references of the services."""
