"""How the bank speaks of its questions: where one stands and where it comes from."""

from quizapp.core.items import ItemStatus, Origin

STATUS_WORDS = {
    ItemStatus.DRAFT: "waits for review",
    ItemStatus.APPROVED: "approved",
    ItemStatus.REJECTED: "set aside",
    ItemStatus.RETIRED: "retired",
}
ORIGIN_WORDS = {
    Origin.GENERATED: "drafted by quizapp",
    Origin.WRITTEN: "written by hand",
    Origin.IMPORTED: "imported",
}
