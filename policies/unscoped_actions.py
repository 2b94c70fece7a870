"""Actions that AWS knows no resource for, so that a grant of them can have no Resource but "*".

Source: Service Authorization Reference, where their column "Resource types" is empty, or a resource is one of theirs
only in some requests (Cost Explorer's billing views; of logs:DescribeLogGroups, Amazon VPC User Guide, "Publish flow
logs to CloudWatch Logs"). Here are those that read, and those that a workload needs; not all there are.
"""

from collections.abc import Mapping
from typing import Final

_BY_SERVICE: Final[Mapping[str, str]] = {
    "acm": "ListCertificates",
    "application-autoscaling": """
        DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies DescribeScheduledActions
    """,
    "athena": "ListDataCatalogs ListEngineVersions ListWorkGroups",
    "autoscaling": """
        DescribeAccountLimits DescribeAdjustmentTypes DescribeAutoScalingGroups DescribeAutoScalingInstances
        DescribeAutoScalingNotificationTypes DescribeInstanceRefreshes DescribeLaunchConfigurations
        DescribeLifecycleHookTypes DescribeLifecycleHooks DescribeLoadBalancerTargetGroups DescribeLoadBalancers
        DescribeMetricCollectionTypes DescribeNotificationConfigurations DescribePolicies DescribeScalingActivities
        DescribeScalingProcessTypes DescribeScheduledActions DescribeTags DescribeTerminationPolicyTypes
        DescribeTrafficSources DescribeWarmPool
    """,
    "ce": """
        GetCostAndUsage GetCostForecast GetDimensionValues GetReservationCoverage GetReservationUtilization
        GetSavingsPlansCoverage GetSavingsPlansUtilization GetTags GetUsageForecast ListCostAllocationTags
        ListCostCategoryDefinitions
    """,
    "cloudformation": """
        DescribeAccountLimits ListExports ListImports ListStackSets ListStacks ListTypes ValidateTemplate
    """,
    "cloudfront": """
        ListCachePolicies ListDistributions ListFunctions ListOriginAccessControls ListOriginRequestPolicies
        ListResponseHeadersPolicies
    """,
    "cloudtrail": "DescribeTrails ListTrails LookupEvents",
    "cloudwatch": """
        DescribeAlarmsForMetric DescribeAnomalyDetectors DescribeInsightRules GetMetricData GetMetricStatistics
        GetMetricWidgetImage GetTopologyDiscoveryStatus GetTopologyMap ListDashboards ListEntitiesForMetric
        ListManagedInsightRules ListMetricStreams ListMetrics ListServiceLevelObjectives ListServices PutMetricData
    """,
    "codepipeline": "ListPipelines",
    "comprehend": """
        BatchDetectDominantLanguage BatchDetectEntities BatchDetectKeyPhrases BatchDetectSentiment BatchDetectSyntax
        ContainsPiiEntities DetectDominantLanguage DetectKeyPhrases DetectPiiEntities DetectSentiment DetectSyntax
        DetectToxicContent
    """,
    "config": """
        DescribeConfigRules DescribeDeliveryChannelStatus DescribeDeliveryChannels ListConfigurationRecorders
        ListDiscoveredResources
    """,
    "dynamodb": """
        DescribeEndpoints DescribeLimits DescribeReservedCapacity DescribeReservedCapacityOfferings ListBackups
        ListContributorInsights ListExports ListGlobalTables ListImports ListStreams ListTables
    """,
    "ec2": """
        DescribeAccountAttributes DescribeAddressTransfers DescribeAddresses DescribeAddressesAttribute
        DescribeAggregateIdFormat DescribeAvailabilityZones DescribeAwsNetworkPerformanceMetricSubscriptions
        DescribeBundleTasks DescribeByoipCidrs DescribeCapacityBlockOfferings
        DescribeCapacityReservationBillingRequests DescribeCapacityReservationFleets DescribeCapacityReservations
        DescribeCarrierGateways DescribeClassicLinkInstances DescribeCoipPools DescribeConversionTasks
        DescribeCustomerGateways DescribeDeclarativePoliciesReports DescribeDhcpOptions
        DescribeEgressOnlyInternetGateways DescribeElasticGpus DescribeExportImageTasks DescribeExportTasks
        DescribeFastLaunchImages DescribeFastSnapshotRestores DescribeFleets DescribeFlowLogs DescribeFpgaImages
        DescribeHostReservationOfferings DescribeHostReservations DescribeHosts DescribeIamInstanceProfileAssociations
        DescribeIdFormat DescribeIdentityIdFormat DescribeImages DescribeImportImageTasks DescribeImportSnapshotTasks
        DescribeInstanceConnectEndpoints DescribeInstanceCreditSpecifications
        DescribeInstanceEventNotificationAttributes DescribeInstanceEventWindows DescribeInstanceImageMetadata
        DescribeInstanceStatus DescribeInstanceTopology DescribeInstanceTypeOfferings DescribeInstanceTypes
        DescribeInstances DescribeInternetGateways DescribeIpamByoasn DescribeIpamExternalResourceVerificationTokens
        DescribeIpamPools DescribeIpamResourceDiscoveries DescribeIpamResourceDiscoveryAssociations DescribeIpamScopes
        DescribeIpams DescribeIpv6Pools DescribeKeyPairs DescribeLaunchTemplateVersions DescribeLaunchTemplates
        DescribeLocalGatewayRouteTablePermissions DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations
        DescribeLocalGatewayRouteTableVpcAssociations DescribeLocalGatewayRouteTables
        DescribeLocalGatewayVirtualInterfaceGroups DescribeLocalGatewayVirtualInterfaces DescribeLocalGateways
        DescribeLockedSnapshots DescribeMacHosts DescribeManagedPrefixLists DescribeMovingAddresses DescribeNatGateways
        DescribeNetworkAcls DescribeNetworkInsightsAccessScopeAnalyses DescribeNetworkInsightsAccessScopes
        DescribeNetworkInsightsAnalyses DescribeNetworkInsightsPaths DescribeNetworkInterfaceAttribute
        DescribeNetworkInterfacePermissions DescribeNetworkInterfaces DescribePlacementGroups DescribePrefixLists
        DescribePrincipalIdFormat DescribePublicIpv4Pools DescribeRegions DescribeReplaceRootVolumeTasks
        DescribeReservedInstances DescribeReservedInstancesListings DescribeReservedInstancesModifications
        DescribeReservedInstancesOfferings DescribeRouteTables DescribeScheduledInstanceAvailability
        DescribeScheduledInstances DescribeSecurityGroupRules DescribeSecurityGroupVpcAssociations
        DescribeSecurityGroups DescribeSnapshotTierStatus DescribeSnapshots DescribeSpotDatafeedSubscription
        DescribeSpotFleetRequests DescribeSpotInstanceRequests DescribeSpotPriceHistory DescribeStaleSecurityGroups
        DescribeStoreImageTasks DescribeSubnets DescribeTags DescribeTrafficMirrorFilterRules
        DescribeTrafficMirrorFilters DescribeTrafficMirrorSessions DescribeTrafficMirrorTargets
        DescribeTransitGatewayAttachments DescribeTransitGatewayConnectPeers DescribeTransitGatewayConnects
        DescribeTransitGatewayMulticastDomains DescribeTransitGatewayPeeringAttachments
        DescribeTransitGatewayPolicyTables DescribeTransitGatewayRouteTableAnnouncements
        DescribeTransitGatewayRouteTables DescribeTransitGatewayVpcAttachments DescribeTransitGateways
        DescribeTrunkInterfaceAssociations DescribeVerifiedAccessEndpoints DescribeVerifiedAccessGroups
        DescribeVerifiedAccessInstanceLoggingConfigurations DescribeVerifiedAccessInstanceWebAclAssociations
        DescribeVerifiedAccessInstances DescribeVerifiedAccessTrustProviders DescribeVolumeStatus DescribeVolumes
        DescribeVolumesModifications DescribeVpcBlockPublicAccessExclusions DescribeVpcBlockPublicAccessOptions
        DescribeVpcClassicLink DescribeVpcClassicLinkDnsSupport DescribeVpcEndpointConnectionNotifications
        DescribeVpcEndpointConnections DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServices
        DescribeVpcEndpoints DescribeVpcPeeringConnections DescribeVpcs DescribeVpnConnections DescribeVpnGateways
    """,
    "ec2messages": "AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply",
    "ecr": "DescribeRegistry GetAuthorizationToken",
    "ecr-public": "GetAuthorizationToken",
    "ecs": """
        DescribeTaskDefinition ListAccountSettings ListClusters ListServices ListServicesByNamespace
        ListTaskDefinitionFamilies ListTaskDefinitions
    """,
    "eks": """
        DescribeAddonConfiguration DescribeAddonVersions DescribeClusterVersions ListAccessPolicies ListClusters
        ListEksAnywhereSubscriptions
    """,
    "elasticloadbalancing": """
        DescribeAccountLimits DescribeCapacityReservation DescribeInstanceHealth DescribeListenerAttributes
        DescribeListenerCertificates DescribeListeners DescribeLoadBalancerAttributes DescribeLoadBalancerPolicies
        DescribeLoadBalancerPolicyTypes DescribeLoadBalancers DescribeRules DescribeSSLPolicies DescribeTags
        DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth DescribeTrustStoreAssociations
        DescribeTrustStoreRevocations DescribeTrustStores
    """,
    "events": """
        ListApiDestinations ListArchives ListConnections ListEndpoints ListEventBuses ListEventSources
        ListPartnerEventSources ListReplays ListRuleNamesByTarget ListRules
    """,
    "firehose": "ListDeliveryStreams",
    "guardduty": "ListDetectors",
    "health": "DescribeEventAggregates DescribeEventTypes DescribeEvents",
    "iam": """
        GetAccountPasswordPolicy GetAccountSummary ListAccountAliases ListGroups ListOpenIDConnectProviders
        ListPolicies ListRoles ListSAMLProviders ListUsers
    """,
    "iot": "DescribeEndpoint",
    "kinesis": "ListStreams",
    "kms": "CreateKey DescribeCustomKeyStores GenerateRandom ListAliases ListKeys ListRetirableGrants",
    "lambda": """
        GetAccountSettings ListCodeSigningConfigs ListEventSourceMappings ListFunctions ListLayerVersions ListLayers
    """,
    "logs": """
        CreateLogDelivery DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries
        DescribeDeliveryDestinations DescribeDeliverySources DescribeDestinations DescribeExportTasks
        DescribeFieldIndexes DescribeIndexPolicies DescribeLogGroups DescribeQueries DescribeQueryDefinitions
        DescribeResourcePolicies GetLogDelivery ListEntitiesForLogGroup ListIntegrations ListLogDeliveries
        ListLogGroupsForEntity ListLogGroupsForQuery StopLiveTail StopQuery TestMetricFilter
    """,
    "organizations": "DescribeOrganization ListAccounts ListRoots",
    "pricing": "DescribeServices GetAttributeValues GetPriceListFileUrl GetProducts ListPriceLists",
    "rds": "DescribeCertificates DescribeDBEngineVersions DescribeOrderableDBInstanceOptions",
    "rekognition": """
        CompareFaces DetectFaces DetectLabels DetectProtectiveEquipment DetectText ListCollections RecognizeCelebrities
    """,
    "route53": """
        GetHostedZoneCount ListCidrCollections ListGeoLocations ListHealthChecks ListHostedZones ListHostedZonesByName
        ListHostedZonesByVPC ListReusableDelegationSets ListTrafficPolicies ListTrafficPolicyInstances TestDNSAnswer
    """,
    "s3": "GetAccountPublicAccessBlock ListAllMyBuckets",
    "secretsmanager": "GetRandomPassword ListSecrets",
    "servicequotas": """
        GetAWSDefaultServiceQuota GetServiceQuota ListAWSDefaultServiceQuotas ListServiceQuotas ListServices
    """,
    "ses": "GetAccountSendingEnabled GetSendQuota GetSendStatistics ListIdentities ListTemplates",
    "sns": "ListSubscriptions ListTopics",
    "sqs": "ListQueues",
    "ssm": "DescribeInstanceInformation DescribeParameters ListDocuments",
    "ssmmessages": "CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel",
    "states": "ListActivities ListStateMachines",
    "sts": "GetCallerIdentity GetSessionToken",
    "tag": "DescribeReportCreation GetComplianceSummary GetResources GetTagKeys GetTagValues",
    "textract": "AnalyzeDocument AnalyzeExpense AnalyzeID DetectDocumentText",
    "xray": """
        GetGroups GetSamplingRules GetSamplingStatisticSummaries GetSamplingTargets GetServiceGraph GetTraceGraph
        GetTraceSummaries PutTelemetryRecords PutTraceSegments
    """,
}

UNSCOPED_ACTIONS: Final = frozenset(
    f"{service}:{name}".lower() for service, names in _BY_SERVICE.items() for name in names.split()
)
"""The actions, in lower case, as SERVICE:ACTION."""
