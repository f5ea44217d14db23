"""The life of a draft: which act is possible in which state, and what it leads to.

draft --ask--> check_requested --yes--> checked --approve--> approved --publish--> published
  ^  <--edit-- (any of these before published)                                        |
  |                                                                     withdrawn <---+---> corrected
  +--edit-- rejected  (the commander said no, or an approver did)
"""

from typing import Literal, get_args

from drafter.errors import Conflict
from drafter.review.records import DraftState

Act = Literal["edit", "ask", "yes", "no", "approve", "reject", "publish", "unapprove", "withdraw", "correct"]

MOVES: dict[Act, dict[DraftState, DraftState]] = {
    "edit": dict.fromkeys(("draft", "check_requested", "checked", "approved", "rejected"), "draft"),
    "ask": dict.fromkeys(("draft", "check_requested", "checked"), "check_requested"),
    "yes": {"check_requested": "checked", "checked": "checked"},
    "no": dict.fromkeys(("check_requested", "checked"), "rejected"),
    "approve": dict.fromkeys(("draft", "check_requested", "checked", "approved"), "approved"),
    "reject": dict.fromkeys(("draft", "check_requested", "checked", "approved"), "rejected"),
    "publish": dict.fromkeys(("approved", "published"), "published"),
    "unapprove": {"approved": "draft"},
    "withdraw": {"published": "withdrawn"},
    "correct": dict.fromkeys(("published", "withdrawn"), "corrected"),
}

_REMEDY: dict[DraftState, str] = {
    "draft": "Ask for the fact check, or approve it first.",
    "check_requested": "Wait for the answer to the fact check, or edit the text.",
    "checked": "Approve it first.",
    "approved": "Publish it, or edit the text, which takes the approval back.",
    "published": "What went out stays as it is: draft a new update, and withdraw this one if it was wrong.",
    "withdrawn": "Draft a new update that corrects it.",
    "corrected": "A later update corrects this one; work on that.",
    "rejected": "Edit the text, then ask again.",
}


def move(state: DraftState, act: Act) -> DraftState:
    """Return the state after `act`. Raises Conflict when the state does not allow it."""
    after = MOVES[act].get(state)
    if after is None:
        raise Conflict(
            f"The draft is {state.replace('_', ' ')}: it cannot be {_done(act)}.", remedy=_REMEDY[state]
        )
    return after


def possible(state: DraftState) -> tuple[Act, ...]:
    """Return the acts that the state allows, in the order of a draft's life."""
    return tuple(act for act in get_args(Act) if state in MOVES[act])


def _done(act: Act) -> str:
    words: dict[Act, str] = {
        "edit": "edited",
        "ask": "sent for a fact check",
        "yes": "confirmed",
        "no": "denied",
        "approve": "approved",
        "reject": "rejected",
        "publish": "published",
        "unapprove": "unapproved",
        "withdraw": "withdrawn",
        "correct": "corrected",
    }
    return words[act]
