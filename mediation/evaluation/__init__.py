"""Evaluators: sets of questions, runs asked for one at a time, their results, new dialogues."""
