// The queue of an attempt: what the server has not confirmed waits in localStorage, one entry for each save.

const ENDS = ["handed_in", "over", "closed", "by_teacher"];
const SLOW = 15_000; // ms after which a save counts as failed, to be tried again

const memory = new Map(); // where the browser keeps nothing or has no room, as long as the page is open
const write = (name, words) => { try { localStorage[name] = words; } catch { memory.set(name, words); } };
const read = (name) => { try { return localStorage[name] ?? memory.get(name); } catch { return memory.get(name); } };
const remove = (name) => { memory.delete(name); try { localStorage.removeItem(name); } catch { /* it was in memory */ } };
const allNames = () => { try { return [...Object.keys(localStorage), ...memory.keys()]; } catch { return [...memory.keys()]; } };

const tokens = () => [...document.querySelectorAll("[name=csrf_token]")];
let token;

// `steps` is the address to which any question of the attempt is saved.
export function queueOf(steps) {
  const store = `quizapp/${steps.split("/").at(-4)}/`;
  const entries = () => allNames().filter((name) => name.startsWith(store)).sort().map((name) => ({ ...JSON.parse(read(name)), name }));
  const keep = (entry) => write(entry.name, JSON.stringify({ ...entry, name: undefined }));
  const drop = ({ name }) => remove(name);
  const waiting = () => entries().filter((entry) => !entry.stop && !entry.over);
  const address = ({ position }) => steps.replace(/\d+\/steps$/, `${position}/steps`);
  const ofOneQuestion = (entry) => entries().filter(({ position }) => position === entry.position);

  // What the server would not take: the whole attempt is over, the person has to choose, or nothing can be done.
  function refuse(entry, reply) {
    if (ENDS.includes(reply.problem)) entries().forEach((other) => keep({ ...other, over: reply }));
    else if (reply.problem === "behind" || reply.problem === "invalid") {
      ofOneQuestion(entry).forEach((other) => other.stop && drop(other));
      if (read(entry.name)) keep({ ...entry, stop: reply });
    } else ofOneQuestion(entry).forEach(drop);
  }

  // The server's reply; nothing where it wants to be asked again. Throws where it is not reached or cannot say.
  async function send(entry) {
    keep({ ...entry, tried: true });
    const { save_key, client_time, seen } = entry;
    const about = { save_key, client_time, seen, csrf_token: token ?? tokens()[0]?.value ?? "" };
    const body = new URLSearchParams([...entry.fields, ...Object.entries(about)]);
    const headers = { Accept: "application/json" };
    const response = await fetch(address(entry), { method: "POST", body, headers, keepalive: true, signal: AbortSignal.timeout(SLOW) });
    const reply = await response.json();
    if (reply.problem === "expired") {
      token = reply.csrf_token;
      for (const field of tokens()) field.value = token;
      return null;
    }
    if (response.ok && reply.saved_at) drop(entry);
    else if (response.status === 409 || response.status === 422) refuse(entry, reply);
    else throw reply;
    return reply;
  }

  return { store, entries, keep, drop, waiting, address, send };
}
