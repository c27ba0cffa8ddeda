// While files are being read, fetch the page anew and show what has changed. Without this script a link does the same.
const progress = document.getElementById("progress");

async function look() {
  const response = await fetch("/add").catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const now = fresh.getElementById("progress");
  if (!now) return;
  for (const id of ["moving", "held"]) {
    const [old, next] = [document.getElementById(id), fresh.getElementById(id)];
    if (old.innerHTML !== next.innerHTML && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(next));
  }
  const [told, said] = [document.getElementById("told"), fresh.getElementById("told").textContent];
  if (told.textContent !== said) told.textContent = said;
  if (now.hasAttribute("data-busy")) setTimeout(look, 2000);
}

if (progress?.hasAttribute("data-busy")) setTimeout(look, 1000);
