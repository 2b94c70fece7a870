"""Cases of the rules on log buckets."""

from tests.policy.cases.log_buckets.access import (
    ACL_GRANTS_NOTHING,
    HAS_PUBLIC_ACCESS_BLOCK,
    ONE_POLICY,
    OWNS_OBJECTS,
    PUBLIC_ACCESS_BLOCK,
)
from tests.policy.cases.log_buckets.access_points import NO_ACCESS_POINT
from tests.policy.cases.log_buckets.elsewhere import CLOUD_CONTROL, STACK_SET, TEMPLATE
from tests.policy.cases.log_buckets.keeping import HAS_VERSIONS, IS_KEPT, LOCK_HOLDS
from tests.policy.cases.log_buckets.lifecycle import KEEPS_LOGS
from tests.policy.cases.log_buckets.only_delivery import ONLY_DELIVERY
from tests.policy.cases.log_buckets.packages import PACKAGE
from tests.policy.cases.log_buckets.places import DESTINATION_IS_KNOWN, REPLICATES

ROWS = (
    ONLY_DELIVERY,
    ACL_GRANTS_NOTHING,
    PUBLIC_ACCESS_BLOCK,
    HAS_PUBLIC_ACCESS_BLOCK,
    OWNS_OBJECTS,
    NO_ACCESS_POINT,
    REPLICATES,
    ONE_POLICY,
    KEEPS_LOGS,
    HAS_VERSIONS,
    LOCK_HOLDS,
    IS_KEPT,
    DESTINATION_IS_KNOWN,
    TEMPLATE,
    STACK_SET,
    CLOUD_CONTROL,
    PACKAGE,
)
