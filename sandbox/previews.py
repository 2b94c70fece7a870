"""Previews of any program through the real engine, with no account: nothing is created, so none is needed.

Its resources may be of any type of the packages below, whether or not the sandbox's own provider knows them.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox.progress import Progress
from sandbox.toolchain import prepare_toolchain, write_script

PACKAGES: Final = ("aws", "aws-native", "command", "pulumi-python", "random")
PROJECT_ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True)
class Workshop:
    """A project that only previews are run in.

    Attributes:
        folder: What holds it: the project, the toolchain and the state.
        stack: The stack's name.
    """

    folder: Path
    stack: str = "dev"

    @classmethod
    def prepared(cls, folder: Path, progress: Progress, *, project: str = "theirs") -> "Workshop":
        """Make the project in an empty folder.

        Args:
            folder: The folder.
            progress: Told when getting the engine takes long.
            project: The project's name.

        Raises:
            EngineUnavailableError: There is no engine and none could be had.
            subprocess.CalledProcessError: The engine could not make the stack.
        """
        shop = cls(folder)
        prepare_toolchain(shop._bin, progress)
        for package in PACKAGES:
            write_script(shop._bin / f"pulumi-resource-{package}", "sandbox.echo_provider")
        shop._program.mkdir()
        shop._state.mkdir()
        (shop._program / "Pulumi.yaml").write_text(f"name: {project}\nruntime: python\n", encoding="utf-8")
        shop.write("")
        shop.run("stack", "init", shop.stack).check_returncode()
        return shop

    def write(self, program: str) -> None:
        """Replace the program by this Python text."""
        (self._program / "__main__.py").write_text(program, encoding="utf-8")

    def run(self, *words: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run `pulumi` in the project, without colours.

        Args:
            words: What follows `pulumi`.
            environment: Variables to set besides.
        """
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_"))}
        own = {
            "PATH": os.pathsep.join([str(self._bin), str(Path(sys.executable).parent), inherited.get("PATH", "")]),
            "PULUMI_HOME": str(self.folder / "home"),
            "PULUMI_BACKEND_URL": self._state.as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "preview",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_STACK": self.stack,
            "COLUMNS": "200",
        }
        return subprocess.run(
            ["pulumi", "--non-interactive", "--color", "never", *words],
            cwd=self._program,
            env=inherited | own | dict(environment or {}),
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def _bin(self) -> Path:
        return self.folder / "bin"

    @property
    def _program(self) -> Path:
        return self.folder / "program"

    @property
    def _state(self) -> Path:
        return self.folder / "state"
