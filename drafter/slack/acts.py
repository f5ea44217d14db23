"""What each command, button, shortcut and form does: one call of a use case, and its answer as a message."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC

from drafter.core.noun import Noun
from drafter.errors import Conflict, DrafterError, InputError
from drafter.service import Service
from drafter.service.actors import Actor
from drafter.service.incidents import IncidentChanges
from drafter.service.room import Claim
from drafter.service.views import DraftView, IncidentView
from drafter.slack.blocks import MAX_INPUT, Block, draft_message, edit_form, incident_message, say
from drafter.slack.people import People
from drafter.slack.requests import SlackRequest

OPEN_LOOKED_AT = 100
HELP = """`/drafter declare TITLE` open an incident for this channel
`/drafter note WORDS` add a line to its notes (or use the shortcut on a message)
`/drafter draft [AUDIENCE]` write an update now (default: status_page)
`/drafter check yes|no` answer the open fact check of the newest draft
`/drafter status` where the incident stands and what is owed next"""


class SlackAnswer(Noun):
    """What to say, and a form to open when there is one."""

    message: Block | None = None
    form: Block | None = None


class Acts:
    """The acts of people in Slack. Nothing is decided here: the service allows or refuses."""

    def __init__(self, service: Service, people: People) -> None:
        self._service = service
        self._people = people

    def answer(self, request: SlackRequest, request_id: str) -> SlackAnswer:
        """Do what was asked and return what to say; an error of ours is said in its own words."""
        actor = self._people.actor(request.user, request.user_name or request.user, request_id)
        acts: dict[tuple[str, str], Callable[[Actor, SlackRequest], SlackAnswer]] = {
            ("command", "declare"): self._declare,
            ("command", "note"): self._note,
            ("command", "draft"): self._draft,
            ("command", "check"): self._check,
            ("command", "status"): self._status,
            ("shortcut", "drafter_note"): self._note_message,
            ("shortcut", "drafter_draft"): self._draft,
            ("button", "approve"): self._approve,
            ("button", "ask"): self._ask,
            ("button", "reject"): self._reject,
            ("button", "edit"): self._edit,
            ("form", "edited"): self._edited,
        }
        act = acts.get((request.kind, request.name))
        if act is None:
            return SlackAnswer(message=say(HELP))
        try:
            return act(actor, request)
        except DrafterError as error:
            return SlackAnswer(message=say(f"{error.message} {error.remedy}"))

    def _declare(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        if not request.value:
            raise InputError("The incident needs a title.", remedy="Say `/drafter declare Checkout fails`.")
        made = self._service.incidents.declare(actor, title=request.value, claim=_claim(request))
        if _mark(request.channel) not in made.channels:
            made = self._service.incidents.change(
                actor, made.id, IncidentChanges(channels=(*made.channels, _mark(request.channel)))
            )
        return SlackAnswer(message=incident_message(made))

    def _note(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        if not request.value:
            raise InputError("The note is empty.", remedy="Say `/drafter note rolling back now`.")
        incident = self._incident(actor, request)
        now = incident.now.astimezone(UTC)
        words = " ".join(request.value.split())
        text = f"{now:%Y-%m-%d %H:%M} UTC - <{actor.person}> {words}"
        added = self._service.incidents.add_notes(actor, incident.id, text, claim=_claim(request))
        return SlackAnswer(message=say(f"Noted as line {added.count}."))

    def _note_message(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        message = dict(request.message or {})
        author = self._people.name(str(message.get("user", "")))
        if author:
            message["user"] = author
        incident = self._incident(actor, request)
        export = json.dumps([message]).encode()
        added = self._service.incidents.import_notes(actor, incident.id, export, claim=_claim(request))
        return SlackAnswer(message=say(f"Noted as line {added.count}."))

    def _draft(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        incident = self._incident(actor, request)
        audience = request.value or "status_page"
        update = self._service.updates.create(actor, incident.id, audiences=[audience], claim=_claim(request))
        return SlackAnswer(message=draft_message(update.drafts[0]))

    def _check(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        word, _, comment = request.value.partition(" ")
        incident = self._incident(actor, request)
        update = self._service.updates.get(actor, incident.latest_update_id)
        asked = [one for one in update.drafts if one.fact_check and not one.fact_check.answer]
        if not asked:
            raise Conflict("No fact check is waiting for an answer.", remedy="Ask for one first.")
        self._service.fact_checks.answer(actor, asked[0].id, answer=word, comment=comment)
        return SlackAnswer(message=draft_message(self._service.drafts.get(actor, asked[0].id)))

    def _status(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        return SlackAnswer(message=incident_message(self._incident(actor, request)))

    def _approve(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        draft_id, version = _about(request)
        view = self._service.approvals.approve(actor, draft_id, version=version, claim=_claim(request))
        return SlackAnswer(message=draft_message(view))

    def _ask(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        draft_id, version = _about(request)
        check = self._service.fact_checks.ask(actor, draft_id, version=version, claim=_claim(request))
        return SlackAnswer(message=say(f"{check.line}\n{check.link}", everybody=True))

    def _reject(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        draft_id, _ = _about(request)
        view = self._service.approvals.reject(actor, draft_id, reason="rejected in Slack")
        return SlackAnswer(message=draft_message(view))

    def _edit(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        actor.need("draft")
        view = self._current(actor, request)
        if len(view.text) > MAX_INPUT:
            raise InputError(
                f"Slack's form takes {MAX_INPUT:,} characters; this text has {len(view.text):,}.",
                remedy="Edit it at the desk.",
            )
        return SlackAnswer(form=edit_form(view, request.channel, request.reply_to))

    def _edited(self, actor: Actor, request: SlackRequest) -> SlackAnswer:
        draft_id, version = _about(request)
        view = self._service.drafts.edit(
            actor, draft_id, text=request.fields.get("text", ""), version=version
        )
        return SlackAnswer(message=draft_message(view))

    def _current(self, actor: Actor, request: SlackRequest) -> DraftView:
        draft_id, version = _about(request)
        view = self._service.drafts.get(actor, draft_id)
        if view.version != version:
            raise Conflict(
                f"This message shows version {version}; the draft is at version {view.version}.",
                remedy="Use the newest message.",
            )
        return view

    def _incident(self, actor: Actor, request: SlackRequest) -> IncidentView:
        """Return the newest open incident of the channel. Raises Conflict when there is none."""
        found = self._service.incidents.find(actor, state="open", limit=OPEN_LOOKED_AT).items
        mine = next((one for one in found if _mark(request.channel) in one.channels), None)
        if mine is None:
            raise Conflict(
                "No open incident belongs to this channel.", remedy="Say `/drafter declare TITLE` here."
            )
        return mine


def _mark(channel: str) -> str:
    return f"slack:{channel}"


def _about(request: SlackRequest) -> tuple[str, int]:
    draft_id, _, version = request.value.partition(":")
    if not version.isdecimal():
        raise InputError("The button does not say which draft it is about.", remedy="Draft again.")
    return draft_id, int(version)


def _claim(request: SlackRequest) -> Claim | None:
    """Return the claim that makes a repeated request of Slack's do nothing twice."""
    if not request.trigger:
        return None
    told = request.model_dump_json(exclude={"reply_to"}).encode()
    return Claim(who="slack", key=request.trigger, body_hash=hashlib.sha256(told).hexdigest())
