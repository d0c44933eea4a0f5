// Inserts the chosen snippet at the cursor. By a button: choosing alone must do nothing, since whoever goes through the
// list by keyboard passes over all of it.

export function offerSnippets (field) {
  const select = document.getElementById('snippets')
  if (!select) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small'
  button.textContent = 'Insert'
  button.addEventListener('click', () => {
    const words = select.selectedOptions[0]?.dataset.text
    if (words) field.insert(words)
  })
  select.after(button)
  const hidden = select.closest('[hidden]')
  if (hidden) hidden.hidden = false
}
