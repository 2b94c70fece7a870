"""`ops verify`: does the account hold what the stack declares?"""
