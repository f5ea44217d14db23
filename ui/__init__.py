"""The desk: Streamlit pages over the HTTP API. Nothing here knows the database or a model."""
