"""Many documents: planned, worked on by anybody who holds a lease, resumed after any end, reported."""
