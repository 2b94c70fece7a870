"""What delivers logs. A producer says what it needs of a sink, in the sink's terms; any sink serves any producer."""

from components.producers.flow_logs import FlowLogDelivery
from components.producers.producer import Producer
from components.producers.trail import TrailDelivery

__all__ = ["FlowLogDelivery", "Producer", "TrailDelivery"]
