"""What the life of subscriptions, queues and rules has that others' have not, with ministack behind it."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import messages
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.samples_queues import ALERTS_ARN, DEAD_LETTERS_ARN, redrive
from tests.sandbox.provider.test_alarms_alive import QUEUE, QUEUE_POLICY, SUBSCRIPTION, TOPIC
from tests.sandbox.provider.test_events_alive import RULE, STOPPED


@pytest.fixture
def topic(client: Client) -> str:
    return client.create(TOPIC, "topic", {"name": "audit"}).id


@pytest.mark.parametrize(
    ("protocol", "endpoint", "pending"),
    [
        ("email", "security@example.com", True),
        ("email-json", "security@example.com", True),
        ("https", "https://alerts.example.com/sns", True),
        ("sqs", ALERTS_ARN, False),
        ("lambda", "arn:aws:lambda:us-east-1:123456789012:function:notify", False),
    ],
)
def test_what_its_owner_has_to_confirm_is_pending(
    client: Client, aws: Aws, protocol: str, endpoint: str, pending: bool
) -> None:
    topic = client.create(TOPIC, "topic", {"name": "audit"}).id
    made = client.create(SUBSCRIPTION, "one", {"topic": topic, "protocol": protocol, "endpoint": endpoint})
    assert made.id.startswith(f"{topic}:")
    assert made.state["arn"] == made.id
    assert (made.state["pendingConfirmation"], made.state["confirmationWasAuthenticated"]) == (pending, not pending)
    attributes = aws.call("sns", "get_topic_attributes", {"TopicArn": topic})["Attributes"]
    assert attributes["SubscriptionsPending"] == ("1" if pending else "0")


@pytest.mark.parametrize(("protocol", "told"), [("email", "pending confirmation"), ("sqs", "arn")])
def test_the_arn_of_what_is_pending_is_told_to_whom_asks(aws: Aws, topic: str, protocol: str, told: str) -> None:
    endpoint = {"email": "security@example.com", "sqs": ALERTS_ARN}[protocol]
    answer = aws.call("sns", "subscribe", {"TopicArn": topic, "Protocol": protocol, "Endpoint": endpoint})
    assert answer["SubscriptionArn"].startswith(told)


def test_subscribing_again_does_not_take_a_confirmation_back(aws: Aws, topic: str) -> None:
    request = {"TopicArn": topic, "Protocol": "email", "Endpoint": "a@example.com", "ReturnSubscriptionArn": True}
    assert aws.call("sns", "subscribe", request) is not None
    first, second = (aws.call("sns", "subscribe", request)["SubscriptionArn"] for _ in range(2))
    assert first == second


def test_a_server_on_this_machine_is_asked_to_confirm(client: Client, topic: str) -> None:
    asked: Queue[dict[str, str]] = Queue()

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    endpoint = f"http://127.0.0.1:{server.server_port}/"
    client.create(SUBSCRIPTION, "one", {"topic": topic, "protocol": "http", "endpoint": endpoint})
    request = asked.get(timeout=10)
    server.shutdown()
    thread.join()
    server.server_close()
    assert (request["Type"], request["TopicArn"]) == ("SubscriptionConfirmation", topic)


def test_what_a_subscription_no_longer_declares_is_taken_away(client: Client, aws: Aws, topic: str) -> None:
    plain = {"topic": topic, "protocol": "sqs", "endpoint": ALERTS_ARN}
    redriven = json.dumps({"deadLetterTargetArn": DEAD_LETTERS_ARN})
    declared = {**plain, "filterPolicy": '{"a": ["b"]}', "redrivePolicy": redriven, "rawMessageDelivery": True}
    made = client.create(SUBSCRIPTION, "one", declared)
    updated = client.update(made, plain)
    assert {"filterPolicy", "redrivePolicy"} & set(updated.state) == set()
    attributes = aws.call("sns", "get_subscription_attributes", {"SubscriptionArn": made.id})["Attributes"]
    assert (attributes["FilterPolicy"], attributes["RawMessageDelivery"]) == ("{}", "false")


def test_a_queue_without_its_policy_has_none(client: Client, aws: Aws) -> None:
    queue = client.create(QUEUE, "queue", {"name": "alerts"})
    document = json.dumps({"Version": "2012-10-17", "Statement": []})
    policy = client.create(QUEUE_POLICY, "policy", {"queueUrl": queue.id, "policy": document})
    client.delete(policy)
    attributes = aws.call("sqs", "get_queue_attributes", {"QueueUrl": queue.id, "AttributeNames": ["All"]})
    assert "Policy" not in attributes["Attributes"]


def test_a_queue_sends_what_can_not_be_handled_to_its_dead_letter_queue(client: Client, aws: Aws) -> None:
    dead = client.create(QUEUE, "dead", {"name": "dead-letters"})
    queue = client.create(QUEUE, "queue", {"name": "alerts", "redrivePolicy": redrive(1)})
    assert (queue.state["url"], queue.state["arn"]) == (queue.id, ALERTS_ARN)
    aws.call("sqs", "send_message", {"QueueUrl": queue.id, "MessageBody": "poison"})
    for _ in range(2):
        aws.call("sqs", "receive_message", {"QueueUrl": queue.id, "VisibilityTimeout": 0})
    (message,) = aws.call("sqs", "receive_message", {"QueueUrl": dead.id, "WaitTimeSeconds": 5})["Messages"]
    assert message["Body"] == "poison"


def test_a_rule_no_longer_has_what_is_not_declared(client: Client, aws: Aws) -> None:
    role = "arn:aws:iam::123456789012:role/x"
    made = client.create(RULE, "rule", {"name": "r", "eventPattern": STOPPED, "description": "before", "roleArn": role})
    client.update(made, {"name": "r", "eventPattern": STOPPED})
    rule = aws.call("events", "describe_rule", {"Name": "r"})
    assert {"Description", "RoleArn"} & set(rule) == set()


def test_a_filter_policy_lets_through_what_it_names(client: Client, aws: Aws, topic: str) -> None:
    client.create(QUEUE, "queue", {"name": "alerts"})
    subscribed = {"topic": topic, "protocol": "sqs", "endpoint": ALERTS_ARN, "rawMessageDelivery": True}
    client.create(SUBSCRIPTION, "one", {**subscribed, "filterPolicy": '{"severity": ["high"]}'})
    for severity in ("low", "high"):
        attributes = {"severity": {"DataType": "String", "StringValue": severity}}
        aws.call("sns", "publish", {"TopicArn": topic, "Message": severity, "MessageAttributes": attributes})
    assert messages(aws, "alerts") == ["high"]
