"""CloudWatch Logs and CloudTrail."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import ANYTHING, LOG_GROUPS, ORGANIZATION, READ_LOG_GROUPS, TRAILS, passed_to

TYPES = {
    "aws:cloudtrail/trail:Trail": Access(
        reads=(
            Grant.on(
                TRAILS,
                "cloudtrail",
                "GetTrail",
                "GetTrailStatus",
                "GetEventSelectors",
                "GetInsightSelectors",
                "ListTags",
            ),
            Grant.on(ANYTHING, "cloudtrail", "DescribeTrails"),
        ),
        writes=(
            Grant.on(
                TRAILS,
                "cloudtrail",
                *("CreateTrail", "UpdateTrail", "StartLogging", "PutEventSelectors", "PutInsightSelectors"),
                *("AddTags", "RemoveTags"),
            ),
            Grant.on(passed_to("cloudtrail.amazonaws.com"), "iam", "PassRole"),
            # CloudTrail User Guide, "Prepare for creating a trail for your organization"; an administrator of the
            # organization has to let CloudTrail in before, once.
            Grant.on(
                ORGANIZATION,
                "organizations",
                *("DescribeOrganization", "ListAccounts", "ListAWSServiceAccessForOrganization"),
            ),
        ),
        gives_up_logs=(Grant.on(TRAILS, "cloudtrail", "StopLogging", "DeleteTrail"),),
    ),
    "aws:cloudwatch/logGroup:LogGroup": Access(
        reads=(
            Grant.on(ANYTHING, "logs", "DescribeLogGroups"),
            Grant.on(LOG_GROUPS, "logs", "ListTagsForResource"),
        ),
        writes=(
            Grant.on(
                LOG_GROUPS,
                "logs",
                *("CreateLogGroup", "PutRetentionPolicy", "DeleteRetentionPolicy", "AssociateKmsKey"),
                *("DisassociateKmsKey", "TagResource", "UntagResource"),
            ),
        ),
        gives_up_logs=(Grant.on(LOG_GROUPS, "logs", "DeleteLogGroup"),),
    ),
    "aws:cloudwatch/logStream:LogStream": Access(
        reads=(Grant.on(LOG_GROUPS, "logs", "DescribeLogStreams"),),
        writes=(Grant.on(LOG_GROUPS, "logs", "CreateLogStream"),),
        gives_up_logs=(Grant.on(LOG_GROUPS, "logs", "DeleteLogStream"),),
    ),
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": Access(
        reads=(Grant.on(READ_LOG_GROUPS, "logs", "DescribeSubscriptionFilters"),),
        writes=(
            Grant.on(READ_LOG_GROUPS, "logs", "PutSubscriptionFilter", "DeleteSubscriptionFilter"),
            Grant.on(passed_to("logs.amazonaws.com"), "iam", "PassRole"),
        ),
    ),
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": Access(
        reads=(Grant.on(READ_LOG_GROUPS, "logs", "DescribeMetricFilters"),),
        writes=(Grant.on(READ_LOG_GROUPS, "logs", "PutMetricFilter", "DeleteMetricFilter"),),
    ),
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": Access(
        reads=(Grant.on(ANYTHING, "logs", "DescribeResourcePolicies"),),
        writes=(Grant.on(ANYTHING, "logs", "PutResourcePolicy", "DeleteResourcePolicy"),),
    ),
    "aws:cloudwatch/queryDefinition:QueryDefinition": Access(
        reads=(Grant.on(ANYTHING, "logs", "DescribeQueryDefinitions"),),
        writes=(Grant.on(ANYTHING, "logs", "PutQueryDefinition", "DeleteQueryDefinition"),),
    ),
}
