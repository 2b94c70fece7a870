"""IAM's documented semantics for one document and one concrete request; what AWS would decide where no AWS is."""

from sandbox.iam.evaluation import Decision, Principal, Request, evaluate, evaluate_all

__all__ = ["Decision", "Principal", "Request", "evaluate", "evaluate_all"]
