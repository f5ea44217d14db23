"""The question to a busy commander: one line, yes or no, and a link that needs no log-in.

A link is a token: the check's id and its expiry, signed. Whoever holds it may answer that one check
until it expires; it says nothing and opens nothing else.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

from drafter.core.audience import Audience
from drafter.core.draft import Draft
from drafter.core.fact import Fact, FactKind, FactSheet
from drafter.errors import Refused

# What hurts most when it is wrong, first.
WEIGHT: tuple[FactKind, ...] = (
    "data_impact", "security", "resolved", "verified", "restored", "cause", "third_party", "side_effect",
    "workaround", "scope", "start", "action", "unaffected", "symptom", "detected", "hypothesis",
)  # fmt: skip
SHOWN = 3
QUOTED = 160  # characters of the text in the line; the link shows all of it


def facts_to_confirm(draft: Draft, sheet: FactSheet) -> tuple[Fact, ...]:
    """Return the at most three cited facts that would hurt most if they were wrong."""
    cited = {fact_id for sentence in draft.sentences for fact_id in sentence.fact_ids}
    found = [fact for fact in sheet.usable() if fact.id in cited]
    found.sort(
        key=lambda fact: min((WEIGHT.index(k) for k in (fact.kind, *fact.also) if k in WEIGHT), default=99)
    )
    return tuple(found[:SHOWN])


def one_line(draft: Draft, audience: Audience, facts: tuple[Fact, ...]) -> str:
    """Return the request as one line that can be answered yes or no."""
    text = " ".join(draft.text.split())
    quoted = text if len(text) <= QUOTED else text[: QUOTED - 1].rsplit(" ", 1)[0] + "…"
    asked = " ".join(f"({n}) {' '.join(fact.text.split())}" for n, fact in enumerate(facts, 1))
    confirm = f" Confirm: {asked}" if asked else ""
    return f"Fact check, {audience.title}: true, and nothing key left out? “{quoted}”{confirm} Yes or no?"


def sign(check_id: str, expires_at: datetime, secret: str) -> str:
    """Return the token of a link that answers this check until `expires_at`."""
    claim = f"{check_id}.{int(expires_at.timestamp())}"
    return f"{claim}.{_mark(claim, secret)}"


def read(token: str, secret: str, now: datetime) -> str:
    """Return the check's id. Raises Refused for a token that was changed or has expired."""
    claim, _, mark = token.rpartition(".")
    check_id, _, expires = claim.rpartition(".")
    if not check_id or not expires.isdecimal() or not hmac.compare_digest(mark, _mark(claim, secret)):
        raise Refused("This link is not one of ours.", remedy="Ask the liaison for a new one.")
    ends = datetime.fromtimestamp(int(expires), UTC)
    if now >= ends:
        raise Refused(f"This link expired at {ends:%H:%M} UTC.", remedy="Ask the liaison for a new one.")
    return check_id


def _mark(claim: str, secret: str) -> str:
    digest = hmac.new(secret.encode(), f"fact-check:{claim}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()
