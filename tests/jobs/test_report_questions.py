"""The report of a batch lists what is still to be answered."""

import json
from datetime import UTC, datetime

from drafter.core.job import Job
from drafter.jobs import report
from drafter.review.records import RewriteReview

ASKED = "Who was affected, and how many?"
VENDOR = "The report names suppliers (Fastly). May they be named outside?"
JOB = Job(batch_id="b", n=1, name="a.md", digest="0", state="done", summary={"questions": [ASKED, VENDOR]})


def test_a_question_that_an_edit_answered_is_no_longer_listed():
    now = datetime(2026, 5, 4, tzinfo=UTC)
    review = RewriteReview(batch_id="b", n=1, text="All.", authors=("ada",), updated_by="ada", updated_at=now)
    texts = report.texts_of({1: review})
    made = json.loads(report.as_json([JOB], texts, {1: review}))
    assert made["documents"][0]["questions"] == [VENDOR]
    assert made["sums"]["questions"] == 1
    assert ASKED not in report.as_html([JOB], "b", texts)
    assert report.questions(JOB, None) == [ASKED, VENDOR]
