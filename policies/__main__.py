"""Serves the policy pack to the engine that starts it. Nothing can import this: it never returns."""

import sys

from analyzer import serve
from pack import NAME, RULES, policies

try:
    chosen = policies()
except ValueError as error:
    sys.exit(f"error: {error}")
serve(NAME, chosen, {rule.name: rule.types for rule in RULES})
