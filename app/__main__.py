"""`python -m app …`: serve, chat in the terminal, index, manage accounts."""

from app.memory import limit_arenas

if __name__ == "__main__":
    limit_arenas()
    from app.cli import commands  # the imports start threads: the limit comes first

    commands()
