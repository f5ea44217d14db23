"""Postmortems for customers: hand in many, watch, read side by side, edit, approve."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.parcels import parcels
from drafter.ui.parts.rewrite_review import rewrite_review

from drafter.core.job import Job
from drafter.service.batches import BatchView

MOST_MB = 3  # of one file: it travels as text, a third longer, in a request of at most 5 MB
STATE = {"waiting": "waits", "running": "is being rewritten", "done": "done", "failed": "failed"}

st.markdown("### Postmortems for customers")


def hand_in() -> None:
    """Take files and open a batch with them."""
    files = st.file_uploader(
        "Internal reports",
        type=["md", "markdown", "html", "htm", "docx", "pdf", "txt"],
        accept_multiple_files=True,
        help="Markdown, HTML, Word, PDF or text. Names, hosts and tickets stay inside.",
        max_upload_size=MOST_MB,
    )
    contact = st.text_input("Where customers can ask", placeholder="support@example.com")
    with_model = st.checkbox(
        "Let the model word the first part",
        help="Where one is set up. Every sentence is held to the report; names and secrets never leave.",
    )
    if st.button("Rewrite", type="primary", disabled=not files):
        first, *more = parcels({file.name: file.getvalue() for file in files}, MOST_MB * 1_000_000)
        the_map = {"contact": contact} if contact.strip() else None
        made = attempt(lambda: api().create_batch(first, system_map=the_map, with_model=with_model))
        if made and all(
            attempt(lambda one=one: api().add_documents(made.id, one)) is not None for one in more
        ):
            st.query_params["batch"] = made.id
            st.rerun()


@st.fragment(run_every=1.0)
def progress(batch_id: str) -> None:
    """Show how far the batch is until it is finished."""
    batch = attempt(lambda: api().batch(batch_id))
    if batch is None:
        return
    done = batch.counts.done + batch.counts.failed
    st.progress(done / max(1, batch.counts.total), text=f"{done} of {batch.counts.total} rewritten")
    if batch.counts.finished:
        st.rerun()


def one_document(batch_id: str, job: Job) -> None:
    """Show source and result side by side, its review, and what stands beside the result."""
    if job.state != "done":
        st.warning(f"{job.name} {STATE[job.state]}. {job.error}")
        return
    made = attempt(lambda: api().result(batch_id, job.n))
    review = attempt(lambda: api().rewrite_review(batch_id, job.n))
    if made is None or review is None:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("#### As it was")
        st.code(made["source_text"], language=None, wrap_lines=True, height=520)
    with right:
        st.markdown("#### For customers")
        rewrite_review(review, st.rerun)
    before, after = made["before"], made["after"]
    st.caption(
        f"Reading grade {before['grade'] or '–'} before, {after['grade'] or '–'} after; "
        f"findings per 100 words {before['findings_per_100']} before, {after['findings_per_100']} after."
    )
    with st.expander(f"Cut or reworded ({len(made['removals'])})"):
        rows = "".join(
            f"<tr><td>{escape(one['text'][:200])}</td><td>{escape(one['instead'])}</td>"
            f"<td>{escape(one['reason'])}</td></tr>"
            for one in made["removals"]
        )
        st.html(f"<table><tr><th>was</th><th>now</th><th>because</th></tr>{rows}</table>")
    dropped = [one["text"] for one in made["figures"] if not one["kept"]]
    with st.expander(f"Figures that are not in the result ({len(dropped)})"):
        st.write(", ".join(dropped) or "None.")


def finished(batch: BatchView) -> None:
    """Show the documents of a batch that is done."""
    jobs = attempt(lambda: api().documents(batch.id)) or []
    packed = attempt(lambda: api().batch_archive(batch.id))
    if packed:
        st.download_button("Download all", packed, file_name=f"{batch.id}.zip", mime="application/zip")
    chosen = st.selectbox(
        "Document", jobs, format_func=lambda job: f"{job.name} ({STATE[job.state]})", key="rewritten"
    )
    if chosen:
        one_document(batch.id, chosen)


batch_id = st.query_params.get("batch", "")
if not batch_id:
    hand_in()
    earlier = attempt(lambda: api().batches(limit=10))
    for one in earlier.items if earlier else ():
        label = f"{one.title}: {one.counts.done} of {one.counts.total}, {one.created_at:%d %B %H:%M} UTC"
        if st.button(label, key=one.id):
            st.query_params["batch"] = one.id
            st.rerun()
    if earlier is not None and not earlier.items:
        st.info("You get a version customers can read, with a list of what was cut and why.")
else:
    if st.button("← All batches"):
        st.query_params.clear()
        st.rerun()
    known = attempt(lambda: api().batch(batch_id))
    if known is not None and known.counts.finished:
        finished(known)
    elif known is not None:
        progress(batch_id)
