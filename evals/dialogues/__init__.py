"""Golden dialogues: replayed through the real HTTP API and judged turn by turn."""
