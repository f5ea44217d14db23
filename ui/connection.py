"""How the pages reach the API, and how its errors reach a person."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import quote, unquote

import httpx2
import streamlit as st

from drafter.client import Client
from drafter.errors import DrafterError, StaleVersion

T = TypeVar("T")
COOKIE = "drafter_person"


@st.cache_resource
def _connection() -> httpx2.Client:
    return httpx2.Client(base_url=os.environ.get("DRAFTER_API", "http://127.0.0.1:8080"), timeout=30)


_remember = st.components.v2.component(
    "drafter_person",
    html="<span></span>",
    js="export default ({ data }) => { document.cookie = data.cookie; }",
)


def person() -> str:
    """Return the name that acts go on record under: of the log-in, or given here, or here the last time."""
    if login_asked():
        return str(st.user.get("email") or st.user.get("name") or st.user.get("sub") or "nobody")
    return st.session_state.get("person") or unquote(st.context.cookies.get(COOKIE, "")) or "liaison"


def api() -> Client:
    """Return the API, acting as the person at this desk."""
    return Client(http=_connection(), key=os.environ.get("DRAFTER_API_KEY", ""), person=person())


def login_asked() -> bool:
    """Say whether this desk lets only people in who have logged in."""
    return bool(os.environ.get("DRAFTER_LOGIN"))


def logged_in() -> bool:
    """Say whether the person may see the desk; always, where nobody has to log in."""
    return not login_asked() or bool(st.user.is_logged_in)


def ask_to_log_in() -> None:
    """Draw the way in."""
    st.markdown("### Drafter")
    st.info("Edits and approvals go on record under your name, so please say who you are.")
    if st.button("Log in", type="primary"):
        st.login()


def whoami() -> None:
    """Show in the page's corner whose name acts go on record under, and let the person change it."""
    with st.container(key="whoami"):
        with st.popover(f"● you: {person()}", type="tertiary"):
            if login_asked():
                st.caption("Edits and approvals go on record under this name.")
                if st.button("Log out"):
                    st.logout()
                return
            name = st.text_input(
                "Your name",
                unquote(st.context.cookies.get(COOKIE, "")),
                key="person",
                placeholder="liaison",
                help="Edits and approvals go on record under it; this browser remembers it.",
            )
        cookie = f"{COOKIE}={quote(name)};path=/;max-age=31536000;samesite=strict"
        _remember(data={"cookie": cookie}, key="me")


@contextmanager
def told() -> Iterator[None]:
    """Show what went wrong, that nothing was lost, and what to do next."""
    try:
        yield
    except StaleVersion as error:
        st.error(
            f"**Somebody saved this draft before you.** {error.message} Your text is still in the editor. "
            f"{error.remedy}"
        )
    except DrafterError as error:
        st.error(f"**{said(error)}** Nothing was lost. {error.remedy}")


def said(error: DrafterError) -> str:
    """Return what happened; where in a text, if that is the trouble."""
    return f"{error.where}: {error.message}" if " line " in error.where else error.message


def attempt(act: Callable[[], T]) -> T | None:
    """Return what the act gives; None after showing why it could not be done."""
    with told():
        return act()
    return None
