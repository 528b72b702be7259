// Runs before the page is drawn, so that a chosen theme does not flash up late.
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
document.documentElement.classList.add("scripted");
