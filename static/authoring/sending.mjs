// What checking and keeping share: the fields that are posted, and when a try that failed is made again.

export const PATIENCE = 10000 // milliseconds; then a request counts as lost
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000] // the last one repeats

export function waitFor (failures) {
  return WAITS[Math.min(failures, WAITS.length - 1)]
}

export function post (form, address, words, options) {
  const fields = new FormData() // multipart: line ends arrive as CRLF, just as when the form itself is sent
  for (const name of ['csrf_token', 'path', 'base']) fields.append(name, form.elements[name].value)
  for (const [name, value] of Object.entries(words)) fields.append(name, value)
  return fetch(address, { method: 'POST', body: fields, headers: { Accept: 'application/json' }, ...options })
}

// null where the service has not answered with JSON: a page of the network in between, or of signing in.
export function read (response) {
  return response.json().catch(() => null)
}

export function isTroubled (response) { // later it may go well
  return response.status >= 500 || response.status === 429
}

export function setWords (element, words) { // a live region speaks only when its words change
  if (element && element.textContent !== words) element.textContent = words
}
