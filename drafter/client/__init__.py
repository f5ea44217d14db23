"""The HTTP API as typed Python: what the desk, bots and scripts call.

Answers are the same nouns the service gives. Every problem the API answers with is raised as the error
it came from (`drafter.errors`), with its remedy.
"""

from drafter.client.drafts import DraftCalls
from drafter.client.incidents import IncidentCalls
from drafter.client.records import RecordCalls
from drafter.client.rewriting import RewriteCalls
from drafter.client.stateless import StatelessCalls


class Client(StatelessCalls, IncidentCalls, DraftCalls, RewriteCalls, RecordCalls):
    """One caller of one API. Safe from many threads.

    `person` is whose name acts go under where the API asks for no key. `http` replaces the connection, for
    tests and for talking to an app in the same process.
    """
