import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.stack_files import tidied

PLAIN = "# the cheapest stack\nconfig:\n  p:days: 7\n  p:quiet: true\n  p:vpcs:\n    - name: main\n      zones: 2\n"
REWRITTEN = (
    '# the cheapest stack\nconfig:\n  p:days: "7"\n  p:quiet: "true"\n  p:vpcs:\n    - name: main\n      zones: 2\n'
)
SALT = "encryptionsalt: v1:abc=:v1:def\n"
SECRET = "  p:token:\n    secure: v1:x\n"


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        pytest.param(PLAIN, PLAIN, PLAIN, id="nothing changed"),
        pytest.param(PLAIN, PLAIN + SALT, PLAIN, id="only a salt was added"),
        pytest.param(PLAIN, SALT + REWRITTEN, PLAIN, id="a salt was added and numbers were quoted"),
        pytest.param(
            PLAIN,
            REWRITTEN.replace('"7"', '"8"') + SALT,
            PLAIN.replace(" 7", ' "8"'),
            id="a value was set: the others stay as they were spelt",
        ),
        pytest.param(PLAIN, REWRITTEN, PLAIN, id="only numbers were quoted"),
        pytest.param(
            PLAIN, REWRITTEN + "  p:more: x\n", PLAIN + "  p:more: x\n", id="a value was added, and numbers were quoted"
        ),
        pytest.param(PLAIN + SALT, PLAIN + SALT, PLAIN + SALT, id="a salt that was there"),
        pytest.param(
            PLAIN,
            PLAIN + "  p:token:\n    secure: v1:x\n" + SALT,
            PLAIN + "  p:token:\n    secure: v1:x\n" + SALT,
            id="a secret needs its salt",
        ),
        pytest.param(
            PLAIN + SECRET + SALT, REWRITTEN + SALT, PLAIN, id="the last secret was removed, and its salt goes with it"
        ),
        pytest.param(
            PLAIN + SECRET + SALT, REWRITTEN + SECRET + SALT, PLAIN + SECRET + SALT, id="a secret that was there"
        ),
        pytest.param(None, SALT, None, id="a file for nothing but the salt"),
        pytest.param(None, "config:\n  p:days: 1\n" + SALT, "config:\n  p:days: 1\n", id="a new file with a value"),
    ],
)
def test_a_stack_file_is_left_as_a_person_would(before: str | None, after: str, kept: str | None) -> None:
    assert tidied(before, after) == kept


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "it's a project"
    (project / "below").mkdir(parents=True)
    (project / "Pulumi.yaml").write_text("name: p\nruntime: python\n")
    (project / "Pulumi.dev.yaml").write_text(PLAIN)
    return project


def engine(code: str) -> list[str]:
    """The command of the wrapper around an 'engine' that runs Python code."""
    return [sys.executable, "-m", "sandbox.stack_files", sys.executable, "-c", code]


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("place", [".", "below"])
def test_the_exit_code_passes_and_the_salt_goes(project: Path, place: str) -> None:
    code = f"open({str(project / 'Pulumi.dev.yaml')!r}, 'a').write({SALT!r}); raise SystemExit(7)"
    done = subprocess.run(engine(code), cwd=project / place, env={"PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == 7
    assert (project / "Pulumi.dev.yaml").read_text() == PLAIN
    assert sorted(path.name for path in project.glob("Pulumi.*")) == ["Pulumi.dev.yaml", "Pulumi.yaml"]


@pytest.mark.parametrize("option", [["-C", "{}"], ["-C{}"], ["--cwd", "{}"], ["--cwd={}"]])
def test_the_project_is_where_the_engine_works(
    project: Path, tmp_path_factory: pytest.TempPathFactory, option: list[str]
) -> None:
    code = f"open({str(project / 'Pulumi.prod.yaml')!r}, 'w').write({SALT!r})"
    words = [word.format(project) for word in option]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([*engine(code), *words], cwd=elsewhere, env={"PYTHONPATH": str(ROOT)}, check=True)
    assert not (project / "Pulumi.prod.yaml").exists()


@pytest.mark.parametrize(
    ("received", "to"),
    [
        pytest.param(signal.SIGINT, os.killpg, id="Ctrl-C, which goes to the whole group"),
        pytest.param(signal.SIGHUP, os.killpg, id="the terminal is closed"),
        pytest.param(signal.SIGTERM, os.kill, id="termination of the wrapper alone"),
    ],
)
def test_a_signal_is_the_engines_to_handle(
    project: Path, received: signal.Signals, to: Callable[[int, int], None]
) -> None:
    """The wrapper outlives it, the engine gets it, and the files are tidied after the engine has left."""
    code = (
        "import signal, time\n"
        f"open('Pulumi.dev.yaml', 'a').write({SALT!r})\n"
        f"signal.signal({int(received)}, lambda *_: exit(130))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)"
    )
    wrapper = subprocess.Popen(
        engine(code), cwd=project, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, start_new_session=True
    )
    assert wrapper.stdout is not None
    with wrapper:
        assert wrapper.stdout.readline() == b"ready\n"
        to(wrapper.pid, received)
        assert wrapper.wait(timeout=10) == 130
    assert (project / "Pulumi.dev.yaml").read_text() == PLAIN
