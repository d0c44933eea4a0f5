// The reading view. The service sends it without anything that acts; this is the second wall. What it contains cannot be
// sent with the form, and no id of it takes the place of one of the page.

const NEVER = 'script, style, link, meta, base, title, template, iframe, frame, object, embed, noscript, portal'
const ADDRESSES = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'background', 'xlink:href', 'to', 'from', 'values']
const CONTROLS = 'input, select, textarea, button, output, fieldset'
let shown = null

// A piece of the text, which has the lines from `first` to the one before `after`.
export function showPreview ({ preview: html, first, after }) {
  const preview = document.getElementById('preview')
  if (!preview) return
  const isSamePiece = preview.dataset.first === String(first)
  Object.assign(preview.dataset, { first, after })
  if (html === shown) return
  shown = html
  whenFree(preview, () => {
    const top = isSamePiece ? preview.scrollTop : 0
    const open = [...preview.querySelectorAll('details')].map(each => each.open)
    preview.replaceChildren(...cleaned(html, preview))
    const details = preview.querySelectorAll('details')
    if (details.length === open.length) details.forEach((each, index) => { each.open = open[index] })
    preview.scrollTop = top
  })
}

export function isShown (line) {
  const { first, after } = document.getElementById('preview')?.dataset ?? {}
  return !(line < first || line >= after) // where no lines are given, nothing follows the cursor
}

function cleaned (html, preview) {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const each of body.querySelectorAll(NEVER)) each.remove()
  for (const each of body.querySelectorAll('form')) each.replaceWith(...each.childNodes)
  for (const each of body.querySelectorAll('*')) {
    for (const { name, value } of [...each.attributes]) {
      if (acts(name.toLowerCase(), value)) each.removeAttribute(name)
    }
    if (each.id && isTaken(each.id, preview)) each.removeAttribute('id')
    if (each.matches(CONTROLS)) each.setAttribute('form', '') // of no form
  }
  return body.childNodes
}

function acts (name, value) {
  if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'autofocus') return true
  if (!ADDRESSES.includes(name)) return false
  // Browsers pass over blanks and control characters in an address.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\u0000-\u0020\u007f-\u00a0]/g, ''))
  return Boolean(scheme) && !['http', 'https', 'mailto', 'tel'].includes(scheme[1].toLowerCase())
}

function isTaken (id, preview) {
  return [...document.querySelectorAll(`[id="${CSS.escape(id)}"], [name="${CSS.escape(id)}"]`)]
    .some(each => !preview.contains(each))
}

const waiting = new WeakMap()

// Nothing is replaced under somebody who is in it with the keyboard: the newest waits until they have left.
export function whenFree (element, act) {
  const isWaiting = waiting.has(element)
  if (element === document.activeElement || !element.contains(document.activeElement)) {
    waiting.delete(element)
    return act()
  }
  waiting.set(element, act)
  if (isWaiting) return
  element.addEventListener('focusout', function left (event) {
    if (element.contains(event.relatedTarget)) return
    element.removeEventListener('focusout', left)
    const last = waiting.get(element)
    waiting.delete(element)
    last?.()
  })
}
