"""Batches: plan, run, resume, report."""
