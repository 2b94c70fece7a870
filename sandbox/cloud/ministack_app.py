"""ministack with our corrections, as an application for hypercorn: `sandbox.cloud.ministack_app:app`."""

from typing import Any, cast

import ministack.app

from sandbox.cloud.ministack_corrections import correct_ministack

app: Any = cast("Any", ministack.app).app

correct_ministack()
