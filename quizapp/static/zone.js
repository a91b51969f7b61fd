// The first class of a teacher starts in the time zone of their browser; without this module in that of the server.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

for (const list of document.querySelectorAll("select[data-own-zone]")) {
  if ([...list.options].some((option) => option.value === timeZone)) list.value = timeZone;
}
