// The list of problems, the marks in the text, and how many stop it in words.
import { whenFree } from './preview.mjs'
import { setWords } from './sending.mjs'

export function showProblems (problems, field) {
  const list = document.getElementById('problems')
  if (list) {
    whenFree(list, () => {
      list.replaceChildren(...problems.map(item))
      list.hidden = !problems.length
    })
  }
  field.mark(problems.filter(each => each.isHere).map(each => ({ ...each, words: wordsOf(each) })))
  say(problems.filter(each => each.stops).length)
}

// What the page came with: its list is marked in the text, and its number is known, so that it is not said again.
export function showMarksOf (field) {
  const list = document.getElementById('problems')
  const links = [...list?.querySelectorAll('a[data-line]') ?? []]
  field.mark(links.map(link => ({
    line: Number(link.dataset.line),
    stops: 'stops' in link.dataset,
    words: link.closest('li').lastElementChild.textContent.trim()
  })))
  list?.addEventListener('click', event => {
    const link = event.target.closest('a[data-line]')
    if (!link) return
    event.preventDefault()
    field.goTo(Number(link.dataset.line))
  })
  placeForStops().dataset.number = links.filter(link => 'stops' in link.dataset).length
}

function say (number) {
  const stops = placeForStops()
  if (Number(stops.dataset.number) === number) return
  stops.dataset.number = number
  stops.textContent = stopping(number)
}

function item (problem) {
  const entry = document.createElement('li')
  const label = document.createElement('span')
  label.className = `label ${problem.stops ? 'label--warm' : 'label--plain'}`
  label.textContent = problem.stops ? 'Stops' : 'Advice'
  const words = document.createElement('span')
  const what = document.createElement('strong')
  what.append(...inWords(problem.message))
  words.append(what, ...inWords(problem.advice ? ` ${problem.advice}` : ''))
  entry.append(place(problem), label, words)
  return entry
}

// What stands between backticks is what somebody writes.
function inWords (text) {
  const pieces = text.split('`')
  return pieces.map((each, number) => {
    if (number % 2 === 0 || number + 1 === pieces.length) return each
    const code = document.createElement('code')
    code.textContent = each
    return code
  })
}

function place ({ isHere, file, href, line, stops }) {
  const words = isHere ? `Line ${line}` : `${file}, line ${line}`
  const address = isHere ? `#line-${line}` : href
  const place = document.createElement(isHere || /^\/(?![/\\])/.test(href ?? '') ? 'a' : 'span')
  place.textContent = words
  if (place.localName === 'a') place.setAttribute('href', address)
  if (isHere) place.dataset.line = line
  if (isHere && stops) place.dataset.stops = ''
  return place
}

function wordsOf ({ message, advice }) {
  return advice ? `${message} ${advice}` : message
}

function stopping (number) {
  if (!number) return 'Nothing stops it'
  return number === 1 ? '1 problem stops it' : `${number} problems stop it`
}

function placeForStops () {
  const there = document.getElementById('stops')
  if (there) return there
  const made = document.createElement('p')
  made.id = 'stops'
  made.className = 'nhsuk-u-visually-hidden'
  made.setAttribute('role', 'status')
  document.querySelector('form[data-editor]').append(made)
  return made
}
