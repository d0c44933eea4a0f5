// Leave this page: blanks the page at once, network or not, and goes to /exit in place of it.
// Shift pressed three times alone within five seconds does the same. Without this script the link still leaves.

const PRESSES = 3
const WITHIN = 5000 // milliseconds

const link = document.querySelector('[data-leave]')
let presses = [] // when Shift went up, having been alone
let alone = false // Shift is down and nothing else was used with it

function leave () {
  document.documentElement.classList.add('leaving')
  document.dispatchEvent(new Event('leaving')) // save.js sends what it still holds
  window.location.replace(link.href)
}

function startOver () {
  alone = false
  presses = []
}

function press (event) {
  if (event.key !== 'Shift' || event.ctrlKey || event.altKey || event.metaKey) startOver() // a capital, a shortcut
  else if (!event.repeat) alone = true
}

function release (event) {
  if (event.key !== 'Shift' || !alone) return
  alone = false
  presses = [...presses.filter(time => event.timeStamp - time < WITHIN), event.timeStamp]
  if (presses.length >= PRESSES) leave()
}

function listen (to) {
  to.addEventListener('keydown', press, true)
  to.addEventListener('keyup', release, true)
}

if (link) {
  link.addEventListener('click', event => {
    event.preventDefault()
    leave()
  })
  listen(document)
  for (const frame of document.querySelectorAll('iframe')) { // keys pressed in a frame are not heard outside it
    listen(frame.contentDocument)
    frame.addEventListener('load', () => listen(frame.contentDocument))
  }
  document.addEventListener('pointerdown', startOver, true) // Shift and a click
  window.addEventListener('pageshow', event => {
    if (event.persisted && document.documentElement.classList.contains('leaving')) leave() // Back, from memory
  })
}
