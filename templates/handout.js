// closed notes would be missing on paper
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details.notes").forEach((notes) => notes.setAttribute("open", ""));
});
