// Asks the service for the text's preview and what is wrong with it, whenever writing pauses, and for another preview when
// the cursor comes to a piece that is not shown. One question at a time, so that the latest answer is the last to arrive;
// what was written meanwhile is asked about next. The preview comes first, for it is quick; where problems are marked in
// it, it waits for them, so that no mark goes and comes back.
import { isShown, showPreview } from './preview.mjs'
import { showProblems, showMarksOf } from './problems.mjs'
import { PATIENCE, isTroubled, post, read, setWords, waitFor } from './sending.mjs'

const PAUSE = 400 // milliseconds
const QUICK = 3000
const LOST = 'Not checked: no connection. Go on writing, we will try again.'
const REFUSED = 'The text could not be checked. Press the button to send it.'

export function checkAsWritten (form, field) {
  const note = document.getElementById('note') ?? placeForNote()
  let changed = false // something was written that was not asked about
  let moved = false // the cursor was
  let asking = false
  let failures = 0
  let marked = document.querySelector('#problems li') !== null
  let timer

  function soon (milliseconds) {
    clearTimeout(timer)
    timer = setTimeout(check, milliseconds)
  }

  async function check () {
    clearTimeout(timer)
    timer = null
    if (!isDue() || asking) return
    const isWritten = changed
    changed = moved = false
    asking = true
    try {
      await ask(isWritten)
    } finally {
      asking = false
      if (isDue() && !timer) check() // the pause ended while the answer was awaited
    }
  }

  function isDue () {
    return changed || (moved && !isShown(field.line()))
  }

  async function ask (isWritten) {
    const lineNow = field.follow()
    const words = { text: field.value(), line: field.line() } // the preview shows what stands at the line
    let response, answer
    try {
      if (!marked && !failures && await draw(words) && !isWritten) return
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

  async function draw (words) {
    let answer
    try {
      answer = await read(await post(form, form.dataset.draw, words, { signal: AbortSignal.timeout(QUICK) }))
    } catch { // the check has a preview, too; and says what is the matter
      return false
    }
    if (typeof answer?.preview !== 'string') return false
    document.dispatchEvent(new Event('active'))
    showPreview(answer)
    return true
  }

  function show (answer, lineNow) {
    const problems = answer.problems.map(each => {
      const isHere = !each.file || each.file === form.elements.path.value
      return { ...each, isHere, line: isHere ? lineNow(each.line) : each.line }
    })
    marked = problems.some(each => each.isHere)
    showProblems(problems, field)
    if (typeof answer.preview === 'string') showPreview(answer)
    setWords(document.querySelector('[data-problem-count]'), answer.count)
    setWords(note, answer.note ?? '')
    showStatus(answer.status ?? [])
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
  field.onMove(() => {
    moved = true
    if (!changed) soon(PAUSE)
  })
  window.addEventListener('online', check)
  showMarksOf(field)
}

function showStatus (stops) {
  document.querySelectorAll('#status li').forEach((entry, index) => {
    if (!stops[index]) return
    entry.className = stops[index].look
    setWords(entry.lastElementChild, stops[index].words)
  })
}

function placeForNote () {
  const note = document.createElement('p')
  note.id = 'note'
  note.className = 'meta'
  document.getElementById('preview')?.after(note)
  return note
}
