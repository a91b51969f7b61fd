// Renews the part of a page that is marked data-live, every so many seconds, while somebody can see it.
// Without this module the page loads itself anew now and then.

const SLOW = 15_000; // ms after which the server counts as not reached
const place = document.querySelector("[data-live]");
let isAsking = false; // one at a time: an older reply would undo a newer one
const renew = async () => {
  if (document.hidden || isAsking) return;
  isAsking = true;
  try {
    const reply = await fetch(location.href, { signal: AbortSignal.timeout(SLOW) });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.getElementById(place.id);
    if (!fresh) { location.reload(); return; }
    swap(place.querySelector("[role=status]"), fresh.querySelector("[role=status]"));
    swap(place.querySelector("table"), fresh.querySelector("table"));
    if (!fresh.hasAttribute("data-live") || !place.querySelector("table") !== !fresh.querySelector("table")) location.reload();
  } catch { /* not reached: what is shown stays */
  } finally { isAsking = false; }
};
// Only what has changed, so that nothing is read out twice and nobody loses their place.
const swap = (old, fresh) => { if (old && fresh && old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML; };
if (place) {
  setInterval(renew, Number(place.dataset.live) * 1000);
  document.addEventListener("visibilitychange", renew);
}
