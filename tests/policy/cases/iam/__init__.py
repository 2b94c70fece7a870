"""Cases of the rules on what the program lets others do."""

from tests.policy.cases.iam.attachments import ATTACHED_IS_KNOWN
from tests.policy.cases.iam.trust import TRUST_IS_CLOSED
from tests.policy.cases.iam.wildcards import NO_WILDCARDS

ROWS = (NO_WILDCARDS, ATTACHED_IS_KNOWN, TRUST_IS_CLOSED)
