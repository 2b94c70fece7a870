"""The roles' own project, run whole, and what it says of what is wrong."""

import runpy
from pathlib import Path

import pulumi
import pytest
import yaml

from components.deploy_roles.account import StackFile
from tests.support.recorder import ROOT_DIRECTORY, Recording, record

FOLDER = ROOT_DIRECTORY / "ci_roles"
NAMESPACE = "aws-monitoring-baseline-ci-roles"


def account(**config: object) -> Recording:
    """Run the project with this configuration over its defaults."""
    declared = yaml.safe_load((FOLDER / "Pulumi.yaml").read_text())["config"]
    defaults = {key: entry["default"] for key, entry in declared.items() if "default" in entry}
    given = {**defaults, "repository": "acme/baseline", **config}

    def program() -> None:
        runpy.run_path(str(FOLDER), run_name="__main__")

    return record(program, config={f"{NAMESPACE}:{key}": value for key, value in given.items()}, project=NAMESPACE)


def names(recording: Recording, kind: str) -> list[str]:
    return sorted(one.inputs["name"] for one in recording.registrations if one.type == kind)


def test_every_stack_has_its_roles_and_the_account_one_provider() -> None:
    recording = account()
    assert names(recording, "aws:iam/role:Role") == sorted(
        f"ci-monitoring-{stack}-{purpose}" for stack in ("dev", "prod") for purpose in ("preview", "verify", "up")
    )
    assert recording.one("aws:iam/openIdConnectProvider:OpenIdConnectProvider").inputs == {
        "url": "https://token.actions.githubusercontent.com",
        "clientIdLists": ["sts.amazonaws.com"],
    }
    assert recording.outputs["roles"]["prod"]["up"] == "arn:aws:iam::123456789012:role/ci-monitoring-prod-up"
    assert recording.outputs["documents"]["dev"]["read"]["Version"] == "2012-10-17"


def test_logs_that_prod_retains_are_kept_from_its_up_role_and_dev_gives_its_own_up() -> None:
    documents = account().outputs["documents"]
    denials = {
        stack: {statement["Sid"] for statement in documents[stack]["deny"]["Statement"]} for stack in ("dev", "prod")
    }
    assert denials == {
        "dev": {"LeaveLogsAlone", "TakeNoRole"},
        "prod": {"LeaveLogsAlone", "TakeNoRole", "KeepLogs"},
    }


def test_a_provider_that_is_there_is_taken() -> None:
    provider = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
    recording = account(identityProvider=provider)
    assert [one for one in recording.registrations if one.type.startswith("aws:iam/openId")] == []


def test_a_project_on_a_gitlab_of_ones_own() -> None:
    recording = account(forge="gitlab", repository="acme/cloud/baseline", gitlabHost="gitlab.acme.example")
    url = recording.one("aws:iam/openIdConnectProvider:OpenIdConnectProvider").inputs["url"]
    assert url == "https://gitlab.acme.example"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"repository": "acme/*"}, "'acme/*' won't do: a repository on GitHub is OWNER/NAME"),
        ({"forge": "svn"}, 'forge is "svn": it must be github or gitlab'),
        ({"stacks": ["test"]}, "there is no "),
    ],
)
def test_what_is_wrong_is_said(config: dict[str, object], said: str) -> None:
    with pytest.raises(pulumi.RunError) as error:
        account(**config)
    assert str(error.value).startswith(said)


def test_what_others_made_is_read_from_the_stacks_file(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.dev.yaml"
    file.write_text(
        "config:\n  aws:region: eu-west-1\n  aws-monitoring-baseline:namePrefix: acme\n"
        "  aws-monitoring-baseline:networkResources: [vpc-0123456789abcdef0]\n"
    )
    read = StackFile.read(file)
    assert (read.region, read.settings.name_prefix) == ("eu-west-1", "acme")
    assert list(read.settings.network_resources) == ["vpc-0123456789abcdef0"]


def test_a_stack_without_a_region_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.dev.yaml"
    file.write_text("config: {}\n")
    with pytest.raises(pulumi.RunError, match=r"has no aws:region: the roles are for one Region$"):
        StackFile.read(file)
