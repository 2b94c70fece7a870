"""The benchmarks that ask for what the rules hold."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Framework:
    """The compliance framework that a rule serves: its name, version, and the reference within it."""

    name: str
    version: str
    reference: str


def cis(reference: str) -> Framework:
    """A recommendation of the CIS AWS Foundations Benchmark 1.4.0."""
    return Framework(name="CIS AWS Foundations Benchmark", version="1.4.0", reference=reference)


def best_practice(reference: str) -> Framework:
    """A control of the AWS Foundational Security Best Practices standard of Security Hub."""
    return Framework(name="AWS Foundational Security Best Practices", version="1.0.0", reference=reference)
