// Asks the service what is wrong with the text, and for its preview, whenever writing pauses. One question at a time, so
// that the latest answer is the last to arrive; what was written meanwhile is asked about next.
import { showPreview } from './preview.mjs'
import { showProblems, showMarksOf } from './problems.mjs'
import { PATIENCE, isTroubled, post, read, setWords, waitFor } from './sending.mjs'

const PAUSE = 600 // milliseconds
const LOST = 'Not checked: no connection. Go on writing, we will try again.'
const REFUSED = 'The text could not be checked. Press the button to send it.'

export function checkAsWritten (form, field) {
  const note = document.getElementById('note') ?? placeForNote()
  let changed = false // something was written that was not asked about
  let asking = false
  let failures = 0
  let timer

  function soon (milliseconds) {
    clearTimeout(timer)
    timer = setTimeout(check, milliseconds)
  }

  async function check () {
    clearTimeout(timer)
    timer = null
    if (!changed || asking) return
    changed = false
    asking = true
    try {
      await ask()
    } finally {
      asking = false
      if (changed && !timer) check() // the pause ended while the answer was awaited
    }
  }

  async function ask () {
    const lineNow = field.follow()
    let response, answer
    try {
      const words = { text: field.value(), line: field.line() } // the preview shows what stands at the line
      response = await post(form, form.dataset.check, words, { signal: AbortSignal.timeout(PATIENCE) })
      answer = await read(response)
    } catch {
      return tryLater()
    }
    if (isTroubled(response)) return tryLater()
    failures = 0
    if (!response.ok || !Array.isArray(answer?.problems)) return setWords(note, answer?.message || REFUSED)
    document.dispatchEvent(new Event('active')) // session.js counts from here
    show(answer, lineNow)
  }

  function show (answer, lineNow) {
    const problems = answer.problems.map(each => {
      const isHere = !each.file || each.file === form.elements.path.value
      return { ...each, isHere, line: isHere ? lineNow(each.line) : each.line }
    })
    showProblems(problems, field)
    if (typeof answer.preview === 'string') showPreview(answer.preview)
    setWords(note, answer.note ?? '')
  }

  function tryLater () {
    changed = true
    setWords(note, LOST)
    soon(waitFor(failures))
    failures += 1
  }

  field.onChange(() => {
    changed = true
    soon(PAUSE)
  })
  window.addEventListener('online', check)
  showMarksOf(field)
}

function placeForNote () {
  const note = document.createElement('p')
  note.id = 'note'
  note.className = 'meta'
  document.getElementById('preview')?.after(note)
  return note
}
