"""The Telegram channel: private chats over the Bot API, by polling or by webhook."""
