"""Drafter in a Slack channel: a slash command, a message shortcut, buttons; every act is the service's."""
