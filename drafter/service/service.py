"""All use cases in one place, around one room."""

from collections.abc import Callable

from drafter.jobs.rewriters import Rewriters
from drafter.jobs.table import JobTable
from drafter.protocols import Clock, Ids, Store
from drafter.publish.outlets import Outlets
from drafter.review.policy import ReviewPolicy
from drafter.service.approvals import Approvals
from drafter.service.archive import Archive
from drafter.service.audits import Audits
from drafter.service.batches import Batches
from drafter.service.deliveries import Deliveries
from drafter.service.drafts import Drafts
from drafter.service.drills import Drills
from drafter.service.edit_reports import EditReports
from drafter.service.fact_checks import FactChecks
from drafter.service.facts import Facts
from drafter.service.feed import Feed
from drafter.service.incidents import Incidents
from drafter.service.keys import Keys
from drafter.service.line import Line
from drafter.service.promises import Promises
from drafter.service.publishing import Publishing
from drafter.service.reviews import Reviews
from drafter.service.rewrite_reviews import RewriteReviews
from drafter.service.room import Room
from drafter.service.similar import Similar
from drafter.service.stateless import Stateless
from drafter.service.updates import Updates


class Service:
    """What the faces call. Every method takes the actor first and refuses what they may not do."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        secret: Callable[[], str],
        line: Line | None = None,
        policy: ReviewPolicy | None = None,
        outlets: Outlets | None = None,
        rewriters: Rewriters | None = None,
        wake: Callable[[], None] = lambda: None,
        check_url: str = "/v1/checks/{token}",
    ) -> None:
        self.room = Room(
            store=store,
            line=line or Line(),
            clock=clock,
            ids=ids,
            policy=policy or ReviewPolicy(),
            secret=secret,
            check_url=check_url,
        )
        self.incidents = Incidents(self.room)
        self.facts = Facts(self.room)
        self.updates = Updates(self.room)
        self.drafts = Drafts(self.room)
        self.fact_checks = FactChecks(self.room)
        self.approvals = Approvals(self.room)
        self.publishing = Publishing(self.room)
        self.feed = Feed(self.room)
        self.deliveries = Deliveries(self.room, self.publishing, outlets or Outlets({}))
        self.promises = Promises(self.room)
        self.edit_reports = EditReports(self.room)
        self.reviews = Reviews(self.room)
        self.drills = Drills(self.room, self.incidents, self.reviews)
        self.similar = Similar(self.room)
        self.archive = Archive(self.room)
        self.audits = Audits(self.room)
        self.batches = Batches(self.room, JobTable(store, clock), wake, rewriters or Rewriters())
        self.rewrite_reviews = RewriteReviews(self.room)
        self.keys = Keys(self.room)
        self.stateless = Stateless(self.room)
