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


def nist(reference: str) -> Framework:
    """A control of NIST SP 800-53, which AWS Security Hub has a standard for."""
    return Framework(name="NIST SP 800-53", version="5", reference=reference)


def well_architected(reference: str) -> Framework:
    """A best practice of the AWS Well-Architected Framework."""
    return Framework(name="AWS Well-Architected Framework", version="2025-02-25", reference=reference)
