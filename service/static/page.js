// The page without waiting for the whole of it: the answer is fetched as the server renders it and put below the others.
// Whatever goes wrong here, the plain form does the same.
const form = document.getElementById("ask");
const box = document.getElementById("q");
const thread = document.getElementById("thread");
const status = document.getElementById("status");
const button = form.querySelector("button[type=submit]");
const count = document.getElementById("count");
const longest = Number(form.dataset.longest);
let shown = location.search;
let asking = false;

// Asking

const fields = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

function narrowing(query) {
  const found = new URLSearchParams(query);
  found.delete("q");
  found.sort();
  return found.toString();
}

function say(text) {
  status.textContent = text;
}

function askPlainly() {
  button.removeAttribute("aria-disabled");
  form.submit(); // raises no submit event: it cannot come back here
}

async function ask(event) {
  if (asking) return event.preventDefault();
  const query = fields();
  const other = thread.querySelector(".answer") && narrowing(query) !== narrowing(shown);
  if (other || !written() || written() > longest) return; // the earlier answers change too, or there is an error to show
  event.preventDefault();
  asking = true;
  button.setAttribute("aria-disabled", "true");
  say(form.dataset.searching);
  try {
    const response = await fetch(`/answer?${query}`, { signal: AbortSignal.timeout(30000) });
    if (!response.ok) throw new Error(String(response.status));
    put(await response.text(), `/?${query}`);
  } catch {
    askPlainly();
  }
}

function put(markup, address) {
  document.getElementById("error")?.remove();
  box.removeAttribute("aria-invalid");
  box.setAttribute("aria-describedby", "q-hint");
  const answer = document.createRange().createContextualFragment(markup).querySelector(".answer");
  thread.append(answer);
  wake(answer);
  history.pushState(null, "", address);
  shown = location.search;
  document.title = answer.dataset.title;
  const earlier = Object.assign(document.createElement("input"), { type: "hidden", name: "q", value: answer.dataset.question });
  form.querySelector("label").before(earlier);
  form.action = `/#a${thread.children.length + 1}`;
  box.value = "reword" in answer.dataset ? answer.dataset.question : "";
  tell();
  asking = false;
  button.removeAttribute("aria-disabled");
  const heading = answer.querySelector("h2");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
  say(answer.dataset.status);
}

form.addEventListener("submit", ask);

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});

// A step back or forward to another thread is a page of its own; a step between places of this one is not.
addEventListener("popstate", () => {
  if (location.search !== shown) location.reload();
});

// Characters as the server counts them: an emoji is one, and blanks at the ends are none.
const written = () => [...box.value.trim()].length;

function tell() {
  const over = written() - longest;
  count.textContent = over > 0 ? `${over} too many` : `${written()} of ${longest}`;
  count.classList.toggle("bad", over > 0);
}
box.addEventListener("input", tell);

// The legend: one choice for all answers, kept for the next visit

const KEPT = "highlight";

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function show(choice, root = document) {
  for (const each of root.querySelectorAll(".legend input")) {
    if (each.value in choice) each.checked = choice[each.value];
  }
}

thread.addEventListener("change", (event) => {
  if (!event.target.matches(".legend input")) return;
  const choice = { ...kept(), [event.target.value]: event.target.checked };
  show(choice);
  try {
    localStorage.setItem(KEPT, JSON.stringify(choice));
  } catch {
    // a browser that keeps nothing still shows the choice on this page
  }
});

// Buttons that only a script can serve

async function copy(text, pressed) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const held = Object.assign(document.createElement("textarea"), { value: text }); // no clipboard over plain http from another computer
    pressed.after(held); // there the page need not scroll
    held.focus({ preventScroll: true });
    held.select();
    const done = document.execCommand("copy");
    held.remove();
    pressed.focus({ preventScroll: true });
    return done;
  }
}

thread.addEventListener("click", async (event) => {
  const pressed = event.target.closest("button");
  if (pressed?.hasAttribute("data-print")) print();
  if (!pressed?.dataset.copy) return;
  const [words, name] = [pressed.textContent, pressed.getAttribute("aria-label")];
  const told = (await copy(pressed.dataset.copy, pressed)) ? "Copied" : "Could not copy";
  if (pressed.hasAttribute("data-told")) return;
  pressed.setAttribute("data-told", "");
  pressed.textContent = told;
  pressed.removeAttribute("aria-label");
  say(told);
  setTimeout(() => {
    pressed.textContent = words;
    pressed.removeAttribute("data-told");
    if (name) pressed.setAttribute("aria-label", name);
  }, 2500);
});

thread.addEventListener("submit", async (event) => {
  const given = event.target;
  event.preventDefault();
  if (given.hasAttribute("data-sent")) return;
  given.setAttribute("data-sent", "");
  const body = new URLSearchParams([...new FormData(given, event.submitter)]);
  const response = await fetch("/useful", { method: "POST", body }).catch(() => null);
  if (!response?.ok) {
    const useful = Object.assign(document.createElement("input"), { type: "hidden", name: "useful", value: event.submitter.value });
    given.append(useful);
    return given.submit();
  }
  given.textContent = given.dataset.thanks;
  given.tabIndex = -1;
  given.focus();
});

function wake(root) {
  for (const each of root.querySelectorAll("button[hidden]")) each.hidden = false;
  show(kept(), root);
}

wake(document);
count.hidden = false;
tell();
