import json
from dataclasses import replace

import pulumi
import pytest

from components.alerts import AlertTopic, Chat, SlackChannel, TeamsChannel
from components.alerts.chats import chat_key, chat_trust
from components.documents import to_json
from components.naming import Naming
from sandbox.provider import service_model
from tests.support.linter import findings
from tests.support.recorder import Recording, record

SLACK = SlackChannel("T07EA123LEP", "C07EZ1ABC23")
TEAMS = TeamsChannel(
    "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000", "19%3Aab12%40thread.tacv2"
)
SLACK_TYPE = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration"
TEAMS_TYPE = "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration"
ROLE = "aws:iam/role:Role"
TOPIC = "arn:aws:sns:us-east-1:123456789012:acme-dev-alerts"
ALIKE = {
    "iamRoleArn": "arn:aws:iam::123456789012:role/acme-dev-alerts-chats",
    "guardrailPolicyArns": ["arn:aws:iam::aws:policy/AWSDenyAll"],
    "userAuthorizationRequired": True,
    "loggingLevel": "ERROR",
    "snsTopicArns": [TOPIC],
}


def topic(naming: Naming, *chats: Chat, opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        AlertTopic("alerts", {"naming": naming, "subscriptions": [], "chats": chats}, opts=opts)

    return record(program, preview=True)


def test_each_chat_has_a_configuration_and_all_have_one_role(naming: Naming) -> None:
    recording = topic(naming, SLACK, TEAMS)
    made = [one for one in recording.registrations if one.type in (ROLE, SLACK_TYPE, TEAMS_TYPE)]
    slack, teams = "acme-dev-alerts-slack-ea940d3c", "acme-dev-alerts-teams-06364091"
    assert {(one.type, one.name, one.parent): one.inputs for one in made} == {
        (ROLE, "alerts-chats-role", "alerts"): {
            "name": "acme-dev-alerts-chats",
            "description": "Does nothing: a chat configuration has to have a role",
            "assumeRolePolicy": to_json(
                chat_trust(
                    naming,
                    [
                        f"arn:aws:chatbot::123456789012:chat-configuration/slack-channel/{slack}",
                        f"arn:aws:chatbot::123456789012:chat-configuration/microsoft-teams-channel/{teams}",
                    ],
                )
            ),
            "tags": {**naming.tags, "Name": "acme-dev-alerts-chats"},
        },
        (SLACK_TYPE, f"alerts-{slack.removeprefix('acme-dev-alerts-')}-chat", "alerts"): {
            "configurationName": slack,
            "slackTeamId": "T07EA123LEP",
            "slackChannelId": "C07EZ1ABC23",
            "tags": {**naming.tags, "Name": slack},
            **ALIKE,
        },
        (TEAMS_TYPE, f"alerts-{teams.removeprefix('acme-dev-alerts-')}-chat", "alerts"): {
            "configurationName": teams,
            "tenantId": "11111111-2222-3333-4444-555555555555",
            "teamId": "66666666-7777-8888-9999-000000000000",
            "channelId": "19%3Aab12%40thread.tacv2",
            "tags": {**naming.tags, "Name": teams},
            **ALIKE,
        },
    }


def test_the_role_may_do_nothing(naming: Naming) -> None:
    """It has no policy of its own, and none is attached: all of IAM that is made is the role."""
    recording = topic(naming, SLACK, TEAMS)
    made = [one for one in recording.registrations if one.type.startswith("aws:iam/")]
    assert [(one.type, {"inlinePolicies", "managedPolicyArns"} & one.inputs.keys()) for one in made] == [(ROLE, set())]


@pytest.mark.parametrize("partition", ["aws", "aws-us-gov", "aws-cn"])
def test_the_role_is_for_these_chats_of_this_account(naming: Naming, partition: str) -> None:
    there = replace(naming, partition=partition)
    arn = there.chat_arn("slack-channel", "c")
    assert arn == f"arn:{partition}:chatbot::123456789012:chat-configuration/slack-channel/c"
    document = chat_trust(there, [arn])
    assert document["Statement"] == [
        {
            "Sid": "AssumeRole",
            "Effect": "Allow",
            "Principal": {"Service": "chatbot.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnEquals": {"aws:SourceArn": [arn]},
            },
        }
    ]
    assert findings(to_json(document), there.role_arn("r")) == []


def test_without_a_chat_there_is_no_role(naming: Naming) -> None:
    assert topic(naming).of_type(ROLE) == []


def test_a_chat_that_is_named_twice_is_told_once(naming: Naming) -> None:
    assert len(topic(naming, SLACK, SLACK).of_type(SLACK_TYPE)) == 1


def test_a_team_has_one_channel(naming: Naming) -> None:
    """The provider looks for a configuration by its team: of two it finds neither."""
    with pytest.raises(ValueError, match=r'^the team "66666666-7777-8888-9999-000000000000" of Microsoft Teams has 2 '):
        topic(naming, TEAMS, SLACK, replace(TEAMS, channel_id="19%3Acd%40thread.tacv2"))


def test_another_channel_of_a_team_changes_its_configuration(naming: Naming) -> None:
    """A new one, made before the old one is deleted, would be a second one of the team."""
    before, after = (
        topic(naming, chat).one(TEAMS_TYPE) for chat in (TEAMS, replace(TEAMS, channel_id="19%3Acd%40thread.tacv2"))
    )
    assert before.name == after.name
    changed = {
        key for key in before.inputs.keys() | after.inputs.keys() if before.inputs.get(key) != after.inputs.get(key)
    }
    assert changed == {"channelId"}


def test_ids_of_a_team_are_not_case_sensitive() -> None:
    upper, lower = TeamsChannel("AB-1", "CD-2", "c"), TeamsChannel("ab-1", "cd-2", "c")
    assert chat_key(upper) == chat_key(lower)


def test_a_chat_is_connected_once_the_topics_policy_is_there(naming: Naming) -> None:
    chat = topic(naming, SLACK).one(SLACK_TYPE)
    assert chat.dependencies == {"alerts-topic-policy", "alerts-chats-role"}


def test_all_of_it_is_kept_with_the_topic(naming: Naming) -> None:
    recording = topic(naming, SLACK, TEAMS, opts=pulumi.ResourceOptions(protect=True, retain_on_delete=True))
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(True, True)}


def test_aws_takes_what_is_declared(naming: Naming) -> None:
    """As far as the service's own model says, for no emulator has it."""
    recording = topic(naming, SLACK, TEAMS)
    slack, teams = recording.one(SLACK_TYPE).inputs, recording.one(TEAMS_TYPE).inputs
    for operation, inputs in (
        ("create_slack_channel_configuration", slack),
        ("create_microsoft_teams_channel_configuration", teams),
    ):
        request = {f"{key[0].upper()}{key[1:]}": value for key, value in inputs.items() if key != "tags"}
        tags = [{"TagKey": key, "TagValue": value} for key, value in inputs["tags"].items()]
        service_model.check("chatbot", operation, {**request, "Tags": tags})


def test_names_do_not_tell_the_channel(naming: Naming) -> None:
    recording = topic(naming, SLACK, TEAMS)
    names = json.dumps([(one.name, one.inputs.get("configurationName")) for one in recording.registrations])
    assert [text for text in ("C07EZ1ABC23", "T07EA123LEP", "1111", "ab12") if text in names] == []
