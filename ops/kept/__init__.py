"""`ops kept`: what would a destroy of the stack leave behind?"""
