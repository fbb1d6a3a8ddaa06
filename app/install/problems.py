"""What stops an installation, said in one sentence."""


class CannotInstallError(Exception):
    """The machine lacks something; the message says in French what to do, in one sentence."""
