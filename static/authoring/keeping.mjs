// Keeps the draft two seconds after the last change, and when the page is left. #saved always says whether it is kept.
//
// Nothing is ever put aside in this browser: drafts must not lie on a shared computer. A request that outlives its page
// may hold 64 KB, so a longer text is sent while the browser asks whether to leave, which it does as long as something has
// not been kept. Whoever leaves at once all the same, over a slow line, loses what was written since "Kept at".
import { PATIENCE, isTroubled, post, read, setWords, waitFor } from './sending.mjs'

const PAUSE = 2000 // milliseconds
const OUTLIVES = 60 * 1024 // bytes, with room for the other fields
const LOST = 'Not kept: no connection. Go on writing and keep this page open, we will try again.'
const REFUSED = 'Not kept. Press the button to send the text.'
const STALE = 'Not kept: this text was changed elsewhere. Copy what you wrote, then open this page again.'

export function keepAsWritten (form, field) {
  const line = document.getElementById('saved')
  let changed = false // something was written that the service has not confirmed
  let request = null // one at a time, so that the latest text is the last to arrive
  let stale = false // somebody else has changed the text: nothing of ours may take its place
  let failures = 0
  let leaving = false
  let submitter = null // the button was pressed while there was no connection: go on once there is
  let timer

  function soon (milliseconds) {
    clearTimeout(timer)
    timer = setTimeout(keep, milliseconds)
  }

  async function send () {
    const text = field.value()
    const mine = request = new AbortController()
    const giveUp = setTimeout(() => mine.abort(), PATIENCE)
    changed = false
    try {
      const response = await post(form, form.dataset.autosave, { text }, { keepalive: size(text) < OUTLIVES, signal: mine.signal })
      return { response, answer: await read(response) }
    } catch {
      return null
    } finally {
      clearTimeout(giveUp)
      if (request === mine) request = null
    }
  }

  async function keep () {
    clearTimeout(timer)
    if (!changed || request || stale || leaving) return
    const heard = await send()
    if (leaving) return
    if (!heard || isTroubled(heard.response)) return tryLater()
    failures = 0
    if (heard.response.ok && heard.answer?.kept_at) return confirm(heard.answer)
    changed = true
    stale = Boolean(heard.answer?.stale)
    setWords(line, heard.answer?.message || (stale ? STALE : REFUSED))
    if (submitter) goOn()
  }

  function confirm ({ kept_at: time, base }) {
    document.dispatchEvent(new Event('active')) // session.js counts from here
    if (base !== undefined) form.elements.base.value = base
    setWords(line, `Kept at ${time}`)
    if (submitter) return goOn()
    if (changed) soon(PAUSE)
  }

  function tryLater () {
    changed = true
    setWords(line, LOST)
    soon(waitFor(failures))
    failures += 1
  }

  function goOn () {
    form.requestSubmit(submitter)
  }

  function sendBeforeLeaving () { // the request outlives the page
    clearTimeout(timer)
    if (leaving) return
    leaving = true
    if (!changed || stale) return
    request?.abort()
    send()
  }

  field.onChange(() => {
    changed = true
    soon(failures ? waitFor(failures - 1) : PAUSE)
  })

  form.addEventListener('submit', event => {
    if (event.target !== form) return // going to a line is a form of its own
    if (changed && failures && !stale) { // the network is gone: keep the page, and go on when it is back
      event.preventDefault()
      submitter = event.submitter
      return keep()
    }
    leaving = true // from here the form itself carries the text
    request?.abort()
    clearTimeout(timer)
  })

  window.addEventListener('beforeunload', event => {
    if (leaving || (!changed && !request)) return
    keep() // while the question stands
    event.preventDefault()
    event.returnValue = true
  })
  window.addEventListener('online', keep)
  window.addEventListener('pageshow', event => { if (event.persisted) leaving = false }) // Back, from memory
  window.addEventListener('pagehide', sendBeforeLeaving)
  document.addEventListener('leaving', sendBeforeLeaving) // Leave this page asks nothing
}

function size (text) {
  return new Blob([text.replaceAll('\n', '\r\n')]).size
}
