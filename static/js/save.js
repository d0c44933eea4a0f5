// Saves each answer as it is given: <form data-save> posts itself in the background whenever it changes.
// Its [data-saving] line always says whether the answer is safe. Without this script, Continue saves.

const SAVED = 'Saved.'
const TRYING = 'Not saved. We will try again.'
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000] // milliseconds; the last one repeats
const PATIENCE = 10000 // then a request counts as lost

for (const form of document.querySelectorAll('form[data-save]')) keepSaved(form)

function keepSaved (form) {
  const line = document.querySelector('[data-saving]')
  let unsaved = false // something was answered that the server has not confirmed
  let stopped = false // the server has refused: trying again would not help
  let failures = 0
  let request = null // one at a time, so that the latest answer is the last to arrive
  let timer
  let submitter = null // Continue was pressed while an answer was not safe: go on once it is

  function say (words, safe) {
    line.textContent = words
    line.classList.toggle('saving--not', !safe)
  }

  async function post (leaving = false) {
    const mine = request = new AbortController()
    const giveUp = setTimeout(() => mine.abort(), PATIENCE)
    try {
      return await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: 'application/json' },
        signal: mine.signal,
        keepalive: leaving
      })
    } finally {
      clearTimeout(giveUp)
      if (request === mine) request = null
    }
  }

  async function save () {
    clearTimeout(timer)
    if (!unsaved || stopped || request) return
    unsaved = false
    let response
    try {
      response = await post()
    } catch {
      return tryLater()
    }
    if (response.ok) return confirmSaved()
    if (response.status >= 500 || response.status === 429) return tryLater()
    stopped = true
    unsaved = true
    say((await response.json().catch(() => ({}))).message || 'Not saved. Press the button to send your answer.', false)
    if (submitter) goOn()
  }

  function confirmSaved () {
    failures = 0
    document.dispatchEvent(new Event('active')) // session.js counts from here
    if (unsaved) return save()
    say(SAVED, true)
    if (submitter) goOn()
  }

  function tryLater () {
    unsaved = true
    say(TRYING, false)
    timer = setTimeout(save, WAITS[Math.min(failures, WAITS.length - 1)])
    failures += 1
  }

  function goOn () {
    stopped = true // from here the form itself carries the answer
    form.requestSubmit(submitter)
  }

  form.addEventListener('change', () => {
    unsaved = true
    stopped = false
    save()
  })

  form.addEventListener('submit', event => {
    if (unsaved && failures && !stopped) { // the network is gone: keep the page, and go on when it is back
      event.preventDefault()
      submitter = event.submitter
      say(TRYING, false)
      save()
      return
    }
    stopped = true
    request?.abort()
    clearTimeout(timer)
  })

  function sendBeforeLeaving () { // the request outlives the page
    if ((!unsaved && !request) || stopped) return
    request?.abort()
    stopped = true
    post(true).catch(() => {})
  }

  window.addEventListener('online', save)
  window.addEventListener('pageshow', event => { if (event.persisted) stopped = false }) // Back, from memory
  window.addEventListener('pagehide', sendBeforeLeaving)
  document.addEventListener('leaving', sendBeforeLeaving)
}
