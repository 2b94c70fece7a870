"""`ops review`: reads what a preview would change and says what a reviewer has to know of it."""
