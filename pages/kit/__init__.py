"""What several pages show. The only shared code that knows Streamlit."""
