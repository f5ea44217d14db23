"""Text becomes findings and scores."""
