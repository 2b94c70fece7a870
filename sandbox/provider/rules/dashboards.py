"""What CloudWatch checks of a dashboard's body.

Source: "Dashboard body structure and syntax" in the CloudWatch API reference. Checked is what every widget has, and
what the common ones need; the code and the form of the message are AWS's, the wording of a fault is this sandbox's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_CODE: Final = "InvalidParameterInput"

_MAX_WIDGETS: Final = 500
_COLUMNS: Final = 24
_MAX_HEIGHT: Final = 1_000

# By the kind of a widget: the properties of which it needs one, at least.
_NEEDED: Final = {
    "alarm": (("alarms",),),
    "custom": (("endpoint",),),
    "explorer": (("metrics",),),
    "log": (("query",), ("region",)),
    "metric": (("metrics", "annotations"), ("region",)),
    "text": (("markdown",),),
}
Fault = tuple[str, str]
"""Where in the body, and what is wrong there."""


def check_put_dashboard(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse a body that CloudWatch could not show."""
    try:
        body = json.loads(request["DashboardBody"])
    except json.JSONDecodeError as error:
        message = f"The field DashboardBody must be a valid JSON object: {error}"
        raise refusal("PutDashboard", _CODE, message) from error
    faults = [{"dataPath": path, "message": message} for path, message in _faults(body)]
    if faults:
        count = f"there {'is' if len(faults) == 1 else 'are'} {len(faults)} validation error{'s' * (len(faults) > 1)}"
        message = f"The dashboard body is invalid, {count}: {json.dumps(faults, indent=2)}"
        raise refusal("PutDashboard", _CODE, message)


def _faults(body: Any) -> Iterator[Fault]:
    widgets = cast("dict[str, Any]", body).get("widgets") if isinstance(body, dict) else None
    if not isinstance(widgets, list):
        yield "", "Should have a list of widgets"
        return
    listed = cast("list[Any]", widgets)
    if len(listed) > _MAX_WIDGETS:
        yield "/widgets", f"Should have {_MAX_WIDGETS} widgets at most, and has {len(listed)}"
    for index, widget in enumerate(listed):
        for path, message in _widget_faults(widget):
            yield f"/widgets/{index}{path}", message


def _widget_faults(widget: Any) -> Iterator[Fault]:
    if not isinstance(widget, dict):
        yield "", "Should be an object"
        return
    members = cast("dict[str, Any]", widget)
    yield from _place_faults(members)
    needed = _NEEDED.get(str(members.get("type")))
    if needed is None:
        yield "/type", f"Should be one of {', '.join(_NEEDED)}"
        return
    properties = members.get("properties")
    if not isinstance(properties, dict):
        yield "/properties", "Should be an object"
        return
    said = cast("dict[str, Any]", properties)
    for choices in needed:
        if not any(choice in said for choice in choices):
            yield "/properties", f"Should have {' or '.join(choices)}"
    if members["type"] == "metric":
        yield from _metric_faults(said.get("metrics", []))


def _place_faults(widget: Mapping[str, Any]) -> Iterator[Fault]:
    bounds = {"x": (0, _COLUMNS - 1), "y": (0, None), "width": (1, _COLUMNS), "height": (1, _MAX_HEIGHT)}
    for name, (least, most) in bounds.items():
        value = widget.get(name)
        if value is None:
            continue
        if not isinstance(value, int) or value < least or (most is not None and value > most):
            yield f"/{name}", f"Should be a whole number from {least}{'' if most is None else f' to {most}'}"
            return
    if widget.get("x", 0) + widget.get("width", 0) > _COLUMNS:
        yield "/width", f"Should end within the {_COLUMNS} columns"


def _metric_faults(metrics: Any) -> Iterator[Fault]:
    if not isinstance(metrics, list):
        yield "/properties/metrics", "Should be array"
        return
    for index, row in enumerate(cast("list[Any]", metrics)):
        if not isinstance(row, list) or not row:
            yield f"/properties/metrics/{index}", "Should be array"
            continue
        cells = cast("list[Any]", row)
        rendered = isinstance(cells[-1], dict)
        if not all(isinstance(cell, str) for cell in (cells[:-1] if rendered else cells)):
            message = 'Field "metrics" has to be an array of array of strings, with an optional object as last element'
            yield f"/properties/metrics/{index}", message
