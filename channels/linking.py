"""Makes the web addresses of a text clickable, once the text is escaped."""

import re

from markupsafe import Markup, escape

ADDRESS = re.compile(r"https?://[^\s<>\"'«»]+[^\s<>\"'«».,;:!?)]")


def linked(text: str) -> Markup:
    """Return the text escaped, its http(s) addresses as links."""
    made, at = Markup(""), 0
    for found in ADDRESS.finditer(text):
        made += escape(text[at:found.start()])
        made += Markup('<a href="{0}" rel="noreferrer noopener" target="_blank">{0}</a>').format(
            found.group())
        at = found.end()
    return made + escape(text[at:])
