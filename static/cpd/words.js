// Counts the words of a field while somebody types; without it, the count is right whenever the page is drawn.
for (const field of document.querySelectorAll("[data-most-words]")) {
  const hint = document.getElementById(`${field.id}-hint`);
  field.addEventListener("input", () => {
    const written = field.value.split(/\s+/).filter(Boolean).length;
    hint.textContent = hint.textContent.replace(/\d+ now\s*$/, `${written} now`);
  });
}
