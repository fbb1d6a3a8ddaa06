"""Rasa's conversation channel answers nobody without its token (under Rasa's Python 3.10)."""

import pytest

from bot.nlu.guarded_rest import GuardedRest


@pytest.mark.parametrize("credentials", [None, {}, {"token": ""}])
def test_a_channel_without_a_token_is_refused(credentials):
    with pytest.raises(ValueError, match="token"):
        GuardedRest.from_credentials(credentials)
