"""`python -m app …`: serve, chat in the terminal, index, manage accounts."""

from app.cli import commands

if __name__ == "__main__":
    commands()
