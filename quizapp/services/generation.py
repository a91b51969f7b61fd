"""Generation runs: asked for by a teacher, carried out by the worker."""


def run(run_id: int) -> None:
    """Carry out the queued run ``run_id``."""
