"""Which required slots of an audience a draft leaves empty. A cited fact or a stated unknown fills a slot."""

from drafter.core.audience import Audience, Slot
from drafter.core.draft import Draft
from drafter.core.fact import Topic

# A stated unknown fills the slot in which its answer would have stood.
SLOT_OF: dict[Topic, Slot] = {
    "symptom": "symptom", "scope": "scope", "start": "since", "cause": "known", "fix": "doing",
    "end": "since", "workaround": "advice", "data": "data", "unaffected": "unaffected",
    "verified": "watch", "security": "data",
}  # fmt: skip
# What is no longer owed once it works again, and once it is over.
_NOT_WHEN_BACK: frozenset[Slot] = frozenset({"scope", "doing"})
_NOT_WHEN_OVER: frozenset[Slot] = frozenset({"next_update", "decision"})


def missing_slots(draft: Draft, audience: Audience) -> tuple[Slot, ...]:
    """Return the required slots that neither a sentence with a basis nor a stated unknown fills, in order."""
    filled: set[Slot] = {sentence.slot for sentence in draft.sentences if sentence.has_basis}
    filled |= {SLOT_OF[topic] for sentence in draft.sentences for topic in sentence.unknowns}
    if draft.subject:
        filled.add("subject")
    if draft.no_change:
        filled |= {"since", "doing"}
    if "cause" in {topic for sentence in draft.sentences for topic in sentence.unknowns}:
        filled.add("doing")  # "We do not know the cause yet and are looking for it" says what is being done
    if draft.stage in ("monitoring", "resolved"):
        filled |= _NOT_WHEN_BACK
    if draft.stage == "resolved":
        filled |= _NOT_WHEN_OVER
    return tuple(slot for slot in audience.required if slot not in filled)
