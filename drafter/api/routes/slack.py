"""The one address Slack posts to. Needs no key of ours: Slack signs every request."""

from typing import TYPE_CHECKING

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from drafter.slack.requests import read

if TYPE_CHECKING:
    from drafter.slack.door import Door

router = APIRouter(prefix="/v1/slack", include_in_schema=False)


@router.post("")
async def receive(request: Request, after: BackgroundTasks) -> Response:
    """Answer at once and act afterwards: Slack waits three seconds."""
    door: Door | None = request.app.state.slack
    if door is None:
        raise HTTPException(404, "Slack is not set up here: set DRAFTER_SLACK_SIGNING_SECRET.")
    body = await request.body()
    signed = (
        request.headers.get("x-slack-request-timestamp", ""),
        request.headers.get("x-slack-signature", ""),
    )
    if not door.is_genuine(body, *signed):
        raise HTTPException(401, "The request is not signed by Slack, or it is older than five minutes.")
    asked = read(body)
    after.add_task(run_in_threadpool, door.serve, asked, str(request.scope.get("request_id", "")))
    return Response(status_code=200, background=after)
