"""Alarms: of detections, of what delivers the logs and the alerts, and of a workload."""

from components.alarms.composites import AlertsPer
from components.alarms.delivery import DeliveryAlarms, DeliveryAlarmsArgs
from components.alarms.detections import DetectionAlarms, DetectionAlarmsArgs
from components.alarms.silence import InterfaceSilence, Silence
from components.alarms.workload import WorkloadAlarms, WorkloadAlarmsArgs, WorkloadLimits

__all__ = [
    "AlertsPer",
    "DeliveryAlarms",
    "DeliveryAlarmsArgs",
    "DetectionAlarms",
    "DetectionAlarmsArgs",
    "InterfaceSilence",
    "Silence",
    "WorkloadAlarms",
    "WorkloadAlarmsArgs",
    "WorkloadLimits",
]
