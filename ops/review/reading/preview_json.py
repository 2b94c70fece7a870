"""What `pulumi preview --json` prints: one object, with the steps of all resources that change."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from ops.review.preview import Operation, Preview
from ops.review.reading.failures import failures
from ops.review.reading.steps import Written, WrittenStep, changes_of


class _Diagnostic(Written):
    message: str = ""
    severity: str = ""


class WrittenPreview(Written):
    """The object (pulumi/pulumi, pkg/backend/display/json.go: previewDigest)."""

    steps: Annotated[tuple[WrittenStep, ...], BeforeValidator(lambda value: () if value is None else value)] = ()
    diagnostics: tuple[_Diagnostic, ...] = ()
    summary: Mapping[str, int] | None = Field(default=None, alias="changeSummary")

    def preview(self) -> Preview:
        """The preview. It says nothing of policies: the CLI leaves them out of this form."""
        changes = changes_of(self.steps)
        listed = sum(change.operation is Operation.SAME for change in changes)
        return Preview(
            changes=changes,
            # `--show-sames` lists them all. Without a summary, the preview did not get to its end.
            lists_unchanged=self.summary is not None and listed >= self.summary.get("same", 0),
            errors=failures((one.message for one in self.diagnostics if one.severity == "error"), violations=()),
        )
