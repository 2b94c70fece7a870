"""How logs in the log bucket are searched."""

from typing import Annotated

from pydantic import Field

from components.settings.values import Allowed, Section


class LakeSection(Section):
    """Athena over the log bucket."""

    lake: Annotated[bool, Allowed("true or false")] = True
    """Whether Athena can search the log bucket: tables, a workgroup and saved queries, which cost nothing until one is
    run."""
    lake_scan_limit_gib: Annotated[int, Field(ge=1), Allowed("a whole number of GiB, at least 1")] = 100
    """GiB of logs that one query may read; one that would read more is cancelled."""
