"""Detections that can't wait for a metric: rules on the default event bus."""

from components.events.detections import DetectionEvents, DetectionEventsArgs, urgent

__all__ = ["DetectionEvents", "DetectionEventsArgs", "urgent"]
