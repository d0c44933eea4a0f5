// Says two minutes before the session ends that it will, and lets the person stay. Nothing on the page is lost.

const WARNING = 2 * 60 * 1000 // milliseconds before the end
const place = document.querySelector('[data-session-minutes]')
const lasts = Number(place.dataset.sessionMinutes) * 60 * 1000
let ends
let timer

function begin () {
  ends = Date.now() + lasts
  show(null)
  look()
}

function look () { // by the clock, not by the timer: timers stop while a computer sleeps
  clearTimeout(timer)
  const left = ends - Date.now()
  if (left <= 0) return show('session-ended')
  if (left <= WARNING) show('session-ending')
  timer = setTimeout(look, left > WARNING ? left - WARNING : left)
}

function show (name) {
  if (place.dataset.shown === String(name)) return
  place.dataset.shown = String(name)
  place.replaceChildren(name ? document.getElementById(name).content.cloneNode(true) : '')
}

async function stay (event) {
  event.preventDefault()
  const form = event.target
  const options = { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' } }
  const response = await fetch(form.action, options).catch(() => null)
  if (response?.ok) begin()
  else if (response?.status === 401) show('session-ended')
  else place.querySelector('[data-no-answer]').hidden = false
}

place.addEventListener('submit', stay)
document.addEventListener('active', begin)
document.addEventListener('visibilitychange', look)
window.addEventListener('pageshow', look)
begin()
