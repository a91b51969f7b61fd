"""Claims: what an article states, cut out of its sentences so that each stands alone."""
