"""The Pulumi engine: the `pulumi` command line tool, wherever it can be had."""

from sandbox.engine.locate import ENGINE_VERSION, Engine, EngineUnavailableError, find_or_get_engine

__all__ = ["ENGINE_VERSION", "Engine", "EngineUnavailableError", "find_or_get_engine"]
