"""One resource of every declared type as a program would declare it, in an order in which they can be created.

`{type or name}` in a text stands for the id of what was created under that name before.
"""

from tests.sandbox.provider.samples_alarms import ALARMS
from tests.sandbox.provider.samples_encryption import ENCRYPTION
from tests.sandbox.provider.samples_events import EVENTS
from tests.sandbox.provider.samples_federation import FEDERATION
from tests.sandbox.provider.samples_flow_logs import FLOW_LOGS
from tests.sandbox.provider.samples_lake import LAKE
from tests.sandbox.provider.samples_logs import LOGS
from tests.sandbox.provider.samples_network import NETWORK
from tests.sandbox.provider.samples_queues import QUEUES
from tests.sandbox.provider.samples_storage import STORAGE
from tests.sandbox.provider.samples_streams import STREAMS
from tests.sandbox.provider.samples_subscriptions import SUBSCRIPTIONS
from tests.sandbox.provider.samples_trail import TRAIL
from tests.sandbox.provider.samples_workload import WORKLOAD

SAMPLES = (
    *(*ENCRYPTION, *NETWORK, *LOGS, *STORAGE, *TRAIL, *STREAMS, *SUBSCRIPTIONS, *FLOW_LOGS, *LAKE),
    *(*QUEUES, *ALARMS, *EVENTS, *WORKLOAD, *FEDERATION),
)
