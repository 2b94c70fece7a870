"""The baseline's parts: how the settings of a stack become components. Each part takes those before it."""
