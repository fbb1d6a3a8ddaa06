"""Answers for the turn and hands over to a person: the rules between channels and the bot."""
