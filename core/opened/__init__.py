"""What is computed of one model that somebody opened: a run, and a moment of its training. Any page may look.

Everything here is kept by run and moment, shared by all visitors, and never changed in place.
"""
