"""What a process that rewrites reports with others needs, loaded; importing it also reads the word lists.

Members are copies of a process that has done so.
"""

from drafter.cli import rewriters  # noqa: F401
from drafter.engine import openai_engine  # noqa: F401
from drafter.engine.scripted import ScriptedEngine
from drafter.rewriting.model import rewrite_with_model
from drafter.store import schema, store  # noqa: F401

_SAID = "The site was down for all users from 10:00 to 11:00 UTC."
_ANSWER = {"sentences": [{"section": "happened", "sources": [1], "text": _SAID}]}

rewrite_with_model(f"# Outage\n\n{_SAID}", engine=ScriptedEngine(lambda prompt: _ANSWER), tag="t")
