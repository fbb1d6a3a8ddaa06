"""Does each person of a pair get their own office, and never the other's?"""
