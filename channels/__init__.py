"""Carry the conversation: web, Telegram, desk, terminal."""
