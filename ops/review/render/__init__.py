"""Lays a review out: as Markdown for a comment, as text for a terminal, as a picture."""
