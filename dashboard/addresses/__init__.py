"""Every figure and dataset has an address: files, a page to embed, a description and a feed, without Streamlit."""
