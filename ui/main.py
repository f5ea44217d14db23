"""The desk's entry: who you are, where you can go."""

from urllib.parse import urlsplit

import streamlit as st
from drafter.ui.assets import asset
from drafter.ui.connection import ask_to_log_in, logged_in, whoami

st.set_page_config(page_title="Drafter", page_icon=None, layout="wide", initial_sidebar_state="collapsed")
st.html(f"<style>{asset('desk.css')}</style>")

BY_LINK = ("check", "feedback")  # a signed link is leave enough

pages = [
    st.Page("views/incidents.py", title="Incidents", default=True),
    st.Page("views/incident.py", title="Incident", url_path="incident"),
    st.Page("views/declare.py", title="New incident", url_path="declare"),
    st.Page("views/lint.py", title="Lint", url_path="lint"),
    st.Page("views/rewrite.py", title="Postmortems", url_path="rewrite"),
    st.Page("views/map.py", title="System map", url_path="map"),
    st.Page("views/review.py", title="Review", url_path="review"),
    st.Page("views/drill.py", title="Drill", url_path="drill"),
    st.Page("views/check.py", title="Fact check", url_path="check", visibility="hidden"),
    st.Page("views/feedback.py", title="Your answer", url_path="feedback", visibility="hidden"),
]
# Who comes by a link came for one page: a commander on a phone, a reader. The rest is not theirs.
by_link = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2] in BY_LINK
here = st.navigation(pages, position="top" if logged_in() and not by_link else "hidden")
if by_link:
    here.run()
elif logged_in():
    whoami()
    here.run()
else:
    ask_to_log_in()
