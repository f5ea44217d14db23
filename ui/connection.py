"""How the pages reach the API, and how its errors reach a person."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import httpx2
import streamlit as st

from drafter.client import Client
from drafter.errors import DrafterError, StaleVersion

T = TypeVar("T")


@st.cache_resource
def _connection() -> httpx2.Client:
    return httpx2.Client(base_url=os.environ.get("DRAFTER_API", "http://127.0.0.1:8080"), timeout=30)


def person() -> str:
    """Return the name that acts go on record under."""
    return st.session_state.get("person") or "liaison"


def api() -> Client:
    """Return the API, acting as the person at this desk."""
    return Client(http=_connection(), key=os.environ.get("DRAFTER_API_KEY", ""), person=person())


def whoami() -> None:
    """Let the person say who they are; every act goes on record under that name."""
    st.text_input(
        "Your name", key="person", placeholder="liaison", help="Edits and approvals go on record under it."
    )


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
        st.error(f"**{error.message}** Nothing was lost. {error.remedy}")


def attempt(act: Callable[[], T]) -> T | None:
    """Return what the act gives; None after showing why it could not be done."""
    with told():
        return act()
    return None
