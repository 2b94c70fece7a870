"""What policy documents grant, and how a change of one changes that: by meaning, not by text."""
