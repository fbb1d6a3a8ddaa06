"""Call-backs and visits asked for: how a person wants to be reached, until it is done."""
