"""The web page: the only room that knows Streamlit."""
