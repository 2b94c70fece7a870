"""From the API's event selectors to facts."""

from typing import TYPE_CHECKING, Final

from ops.facts import AdvancedSelector, BasicSelector, Condition

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail.type_defs import AdvancedEventSelectorOutputTypeDef, EventSelectorOutputTypeDef

# CloudTrail API reference: AdvancedFieldSelector.
_OPERATORS: Final = ("Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith")


def basic_selector(selector: "EventSelectorOutputTypeDef") -> BasicSelector:
    """A basic selector; what it does not say has the default of the API reference (EventSelector)."""
    return BasicSelector(
        read_write=selector.get("ReadWriteType", "All"),
        management=selector.get("IncludeManagementEvents", True),
        excluded_sources=tuple(selector.get("ExcludeManagementEventSources", [])),
    )


def advanced_selector(selector: "AdvancedEventSelectorOutputTypeDef") -> AdvancedSelector:
    """An advanced selector; each operator on a field is a condition of its own."""
    return AdvancedSelector(
        frozenset(
            Condition(field["Field"], operator, tuple(values))
            for field in selector["FieldSelectors"]
            for operator in _OPERATORS
            if (values := field.get(operator))
        )
    )
