"""Samples of CloudTrail."""

from tests.sandbox.provider.sample import NEW_TAGS, TAGS, Sample

TRAIL = (
    Sample(
        "aws:cloudtrail/trail:Trail",
        "trail",
        {
            "name": "audit",
            "s3BucketName": "{bucket}",
            "enableLogFileValidation": True,
            "kmsKeyId": "{key.arn}",
            "snsTopicName": "{topic}",
            "insightSelectors": [{"insightType": "ApiErrorRateInsight"}, {"insightType": "ApiCallRateInsight"}],
            "tags": TAGS,
        },
        {
            "name": "audit",
            "s3BucketName": "{bucket}",
            "isMultiRegionTrail": True,
            "enableLogging": False,
            "snsTopicName": "audit",
            "insightSelectors": [{"insightType": "ApiCallRateInsight"}],
            "eventSelectors": [{"readWriteType": "WriteOnly", "includeManagementEvents": True}],
            "tags": NEW_TAGS,
        },
    ),
)
