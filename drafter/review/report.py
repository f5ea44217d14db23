"""The review of an incident's communication: figures, eight questions, why silences happened, what to change.

It stands beside the technical review and does not replace it. Answers are computed where the record has
them; the rest is for people to talk about.
"""

from collections.abc import Sequence

from pydantic import AwareDatetime

from drafter.checks.cold_reader import QUESTIONS, answers, cold_reader
from drafter.core.noun import Noun
from drafter.review.comms import CommsTimeline, Gap
from drafter.review.edit_figures import EditFigures
from drafter.review.records import (
    Feedback,
    Incident,
    PromiseKind,
    PromiseState,
    ReviewAction,
    SavedReview,
    ScopeDecision,
)
from drafter.review.scope import is_public
from drafter.review.words import rows

MOST_ACTIONS = 3  # more than three are seldom done


class Answer(Noun):
    """One question of the review. `answer` is what the record says; empty: for people to talk about."""

    id: str
    question: str
    answer: str


class Advice(Noun):
    """Why a silence happened, as far as the record shows, and what to do about it."""

    cause: str
    looks_like: str
    recommendation: str
    gaps: tuple[str, ...]
    minutes: int


class Figures(Noun):
    """What two reviews are compared by; None where there is nothing to count."""

    messages: int
    first_message_minutes: int | None
    biggest_gap_minutes: int
    too_long_gaps: int
    promises_kept: int
    promises_broken: int
    withdrawn: int
    sentences_accepted: int
    sentences_edited: int
    sentences_dropped: int
    contacts: int
    feedback_yes: int
    feedback_no: int
    cold_reader: int | None


class Comparison(Noun):
    """An earlier review beside this one."""

    incident_id: str
    title: str
    at: AwareDatetime
    figures: Figures


class Promised(Noun):
    """Something promised, and how it stood when the review was asked for."""

    id: str
    kind: PromiseKind
    text: str
    audience: str
    made_at: AwareDatetime
    due_at: AwareDatetime | None
    standing: PromiseState


class Report(Noun):
    """The whole review."""

    incident_id: str
    title: str
    severity: str
    timeline: CommsTimeline
    figures: Figures
    answers: tuple[Answer, ...]
    advice: tuple[Advice, ...]
    actions: tuple[ReviewAction, ...]
    actions_warning: str
    decisions: tuple[ScopeDecision, ...]
    comments: tuple[str, ...]
    compared: tuple[Comparison, ...]
    promises: tuple[Promised, ...] = ()


def report(
    incident: Incident,
    picture: CommsTimeline,
    *,
    promises: Sequence[Promised],
    decisions: Sequence[ScopeDecision],
    feedback: Sequence[Feedback],
    actions: Sequence[ReviewAction],
    edits: EditFigures,
    senders: Sequence[str],
    earlier: Sequence[Comparison] = (),
) -> Report:
    """Return the review of a comms timeline and what else the record has."""
    last = next((one for one in reversed(picture.messages) if not one.withdrawn), None)
    standing = [one.standing for one in promises]
    figures = Figures(
        messages=len(picture.messages),
        first_message_minutes=picture.first_message_minutes,
        biggest_gap_minutes=picture.biggest_minutes,
        too_long_gaps=sum(gap.too_long for gap in picture.gaps),
        promises_kept=standing.count("kept"),
        promises_broken=standing.count("broken"),
        withdrawn=sum(one.withdrawn for one in picture.messages),
        sentences_accepted=edits.sentences_accepted,
        sentences_edited=edits.sentences_edited,
        sentences_dropped=edits.sentences_dropped,
        contacts=sum(one.count for one in picture.contacts),
        feedback_yes=sum(one.answered for one in feedback),
        feedback_no=sum(not one.answered for one in feedback),
        cold_reader=cold_reader(last.text) if last else None,
    )
    said = {
        "path": "",
        "feeling": _feeling(feedback),
        "early_often": _early_often(picture, figures),
        "who": _who(incident, senders),
        "right_customers": _right_customers(decisions),
        "medium": _medium(picture),
        "contacts": _contacts(picture),
        "known": _known(last.text) if last else "Nothing: no message went out.",
    }
    return Report(
        incident_id=incident.id,
        title=incident.title,
        severity=incident.severity,
        timeline=picture,
        figures=figures,
        answers=tuple(Answer(id=key, question=text, answer=said[key]) for key, text in rows("questions")),
        advice=tuple(_advice(picture.gaps)),
        actions=tuple(actions),
        actions_warning=_actions_warning(actions),
        decisions=tuple(decisions),
        comments=tuple(one.comment for one in feedback if one.comment),
        compared=tuple(earlier),
        promises=tuple(promises),
    )


def saved_figures(review: SavedReview) -> Figures:
    """Return the figures of a saved review."""
    return Figures.model_validate(review.data)


def _advice(gaps: Sequence[Gap]) -> list[Advice]:
    found = []
    for cause, looks_like, recommendation in rows("recommendations"):
        mine = [gap for gap in gaps if gap.cause == cause]
        if mine:
            found.append(
                Advice(
                    cause=cause,
                    looks_like=looks_like,
                    recommendation=recommendation,
                    gaps=tuple(gap.name for gap in mine),
                    minutes=sum(gap.minutes for gap in mine),
                )
            )
    return sorted(found, key=lambda advice: -advice.minutes)


def _actions_warning(actions: Sequence[ReviewAction]) -> str:
    if not actions:
        return "Agree on two or three actions, each with an owner and a date."
    if len(actions) > MOST_ACTIONS:
        return f"{len(actions)} actions are more than get done: keep the two or three that matter."
    return ""


def _feeling(feedback: Sequence[Feedback]) -> str:
    if not feedback:
        return ""
    yes = sum(one.answered for one in feedback)
    return f"{yes} of {len(feedback)} readers who answered said that the update answered their question."


def _early_often(picture: CommsTimeline, figures: Figures) -> str:
    if not picture.messages:
        return "No: nothing was said."
    longest = next((gap for gap in picture.gaps if gap.biggest), None)
    first = picture.first_message_minutes
    text = f"The first message went out {first} min after it {_BASIS[picture.start_basis]}"
    if longest:
        text += f"; the longest silence was {longest.minutes} min, {longest.name}"
    late = figures.too_long_gaps
    return f"{text}; {late or 'no'} interval{'' if late == 1 else 's'} longer than promised."


_BASIS = {
    "started": "started",
    "detected": "was noticed",
    "reported": "was reported",
    "declared": "was declared",
}


def _who(incident: Incident, senders: Sequence[str]) -> str:
    names = ", ".join(dict.fromkeys(senders))
    owner = f"{incident.comms_owner} owned it." if incident.comms_owner else "Nobody was named as owner."
    return f"{owner} Sent by: {names}." if names else owner


def _right_customers(decisions: Sequence[ScopeDecision]) -> str:
    if not decisions:
        return "Nobody decided on record who should be told."
    last = decisions[-1]
    text = f"{last.by} decided for {last.scope} of the customers: {last.reason}"
    return text + (f" Open: {' '.join(last.warnings)}" if last.warnings else "")


def _medium(picture: CommsTimeline) -> str:
    channels = list(dict.fromkeys(channel for one in picture.messages for channel in one.channels))
    if not channels:
        return "None was used."
    public = [channel for channel in channels if is_public(channel)]
    seen = f"everybody could see {', '.join(public)}" if public else "none of them is public"
    return f"Used: {', '.join(channels)}; {seen}."


def _contacts(picture: CommsTimeline) -> str:
    if not picture.contacts or not picture.messages:
        return ""
    first = picture.messages[0].at
    before = sum(one.count for one in picture.contacts if one.at < first)
    after = sum(one.count for one in picture.contacts if one.at >= first)
    return f"{before} contacts before the first message, {after} after it."


def _known(text: str) -> str:
    worth = answers(text)
    told = [QUESTIONS[key] for key, value in worth.items() if value == 1]
    untold = [QUESTIONS[key] for key, value in worth.items() if value < 1]
    answered = f"The last message answers: {' '.join(told)}" if told else "The last message answers nothing."
    return f"{answered} Not or only half: {' '.join(untold)}" if untold else answered
