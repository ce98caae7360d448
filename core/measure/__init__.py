"""Facts about trained models: plain records that figures draw and tests compare."""
