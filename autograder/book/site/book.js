// What the pages do beyond reading: switch the theme, copy code, search.
"use strict";

const root = document.documentElement;
const one = (selector) => document.querySelector(selector);

// -- theme: the reader's own choice, else the system's ---------------------------------------

const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
const toDark = one(".to-dark");
const tellTheme = () => toDark.setAttribute("aria-pressed", isDark());

toDark.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
  tellTheme();
});
system.addEventListener("change", tellTheme);
tellTheme();

// -- what is wider than its column can be scrolled with the keyboard -------------------------

const widths = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll("main pre, .scroll, .diagram, .cc-run, .cc-picture")) {
  widths.observe(box);
}

// -- copy ------------------------------------------------------------------------------------

// The clipboard is there only on a secure page.
for (const code of navigator.clipboard ? document.querySelectorAll(".code") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.querySelector("pre").textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  code.append(button);
}

// -- search ----------------------------------------------------------------------------------

const search = one("#search");
const field = search.querySelector("input");
const found = search.querySelector(".found");
const hits = search.querySelector(".hits");
const MOST = 20;
const AROUND = 60; // letters of context on either side of a found word

let sections = []; // as lessons.py makes them; fetched when the search is first opened

function openSearch() {
  if (search.open) return;
  search.showModal();
  field.select();
  if (sections.length) return;
  const script = document.createElement("script");
  script.src = "assets/words.js";
  script.onload = () => {
    sections = SECTIONS;
    look();
  };
  document.head.append(script);
}

function look() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = words.length ? rank(words) : [];
  hits.replaceChildren(...ranked.slice(0, MOST).map((section) => hit(section, words)));
  const count = ranked.length === 1 ? "1 section" : `${ranked.length} sections`;
  found.textContent = words.length ? (ranked.length ? count : "Nothing found") : "";
}

// Sections that have every word, in their heading before in their lesson's and in their text.
function rank(words) {
  const scored = sections.map((section) => {
    const [heading, lesson, text] = [section.heading, section.lesson, section.text].map((part) =>
      part.toLowerCase(),
    );
    const scores = words.map(
      (word) =>
        20 * heading.includes(word) + 5 * lesson.includes(word) + text.split(word).length - 1,
    );
    return { section, score: scores.includes(0) ? 0 : scores.reduce((a, b) => a + b) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ section }) => section);
}

function hit(section, words) {
  const link = document.createElement("a");
  link.href = section.anchor ? `${section.page}#${section.anchor}` : section.page;
  const title = document.createElement("strong");
  title.textContent = section.heading || section.lesson;
  const where = document.createElement("span");
  where.textContent = section.heading ? section.lesson : "";
  const text = document.createElement("p");
  text.append(...excerpt(section.text, words));
  link.append(title, " ", where, text);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function excerpt(text, words) {
  const at = words.map((word) => text.toLowerCase().indexOf(word)).find((place) => place >= 0);
  if (at === undefined) return [text.slice(0, 2 * AROUND), "…"];
  const word = words.find((one) => text.toLowerCase().startsWith(one, at));
  const mark = document.createElement("mark");
  mark.textContent = text.slice(at, at + word.length);
  const begin = Math.max(0, at - AROUND);
  const end = at + word.length;
  return [begin ? "…" : "", text.slice(begin, at), mark, text.slice(end, end + AROUND), "…"];
}

one(".to-search").addEventListener("click", openSearch);
field.addEventListener("input", look);
hits.addEventListener("click", (event) => event.target.closest("a") && search.close());
search.addEventListener("click", (event) => event.target === search && search.close());

// Enter opens the first hit; the arrows go through them.
search.addEventListener("keydown", (event) => {
  const links = [...hits.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    (links[at + step] ?? field).focus();
  } else if (event.key === "Enter" && event.target === field) {
    event.preventDefault();
    links[0]?.click();
  } else if (event.key === "Escape") {
    search.close(); // where the browser would empty the field first
  }
});

document.addEventListener("keydown", (event) => {
  const types = event.target.matches("input, textarea, select");
  const asked = event.key === "/" || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (asked && !types && !search.open) {
    event.preventDefault();
    openSearch();
  }
});
