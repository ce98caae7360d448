"""All that Glassbox knows: data, tokenizers, models, training, measures, figures. Nothing here knows Streamlit."""
