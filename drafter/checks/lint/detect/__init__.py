"""What a text says, found by its words: symptoms, scope, actions, unknowns, promises, the next update.

Each function takes a text or a `Document` and returns spans of the original text, in text order. The lint
rules about structure stand on these, and so do the cold reader's score and the promise ledger. They know
no product: a symptom is an effect on something named, a scope is a group, a place, a feature or what still
works. Standard library only.
"""

from drafter.checks.lint.detect.actions import find_actions
from drafter.checks.lint.detect.promises import NextUpdate, Promise, find_next_update, find_promises
from drafter.checks.lint.detect.reading import Span
from drafter.checks.lint.detect.scope import find_scope
from drafter.checks.lint.detect.stage import Spoken, spoken_stage, stage_of
from drafter.checks.lint.detect.symptoms import (
    find_symptoms,
    first_sentence,
    first_symptom,
    has_symptom,
    symptom_in_first_sentence,
)
from drafter.checks.lint.detect.unknowns import find_unknowns

__all__ = [
    "NextUpdate",
    "Promise",
    "Span",
    "Spoken",
    "find_actions",
    "find_next_update",
    "find_promises",
    "find_scope",
    "find_symptoms",
    "find_unknowns",
    "first_sentence",
    "first_symptom",
    "has_symptom",
    "spoken_stage",
    "stage_of",
    "symptom_in_first_sentence",
]
