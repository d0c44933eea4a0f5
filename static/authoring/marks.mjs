// Problems in the text: the line and its number are marked, and a word at the end of the line says how; a screen reader
// hears the whole problem there. A mark goes with its line until the next check.
import { RangeSet, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, GutterMarker, WidgetType, gutterLineClass } from '@codemirror/view'

export const setMarks = StateEffect.define() // [{ line, stops, words }]

const LINES = { stops: Decoration.line({ class: 'cm-stops' }), advice: Decoration.line({ class: 'cm-advice' }) }

class NumberMark extends GutterMarker {
  constructor (kind) {
    super()
    this.elementClass = `cm-${kind}-number`
  }
}
const NUMBERS = { stops: new NumberMark('stops'), advice: new NumberMark('advice') }

class Word extends WidgetType {
  constructor (stops, words) {
    super()
    this.stops = stops
    this.words = words
  }

  eq (other) { return other.stops === this.stops && other.words === this.words }

  toDOM () {
    const label = document.createElement('span')
    label.className = `cm-problem label ${this.stops ? 'label--warm' : 'label--plain'}`
    label.title = this.words
    const rest = document.createElement('span')
    rest.className = 'nhsuk-u-visually-hidden'
    rest.textContent = `: ${this.words}`
    label.append(this.stops ? 'Stops' : 'Advice', rest)
    return label
  }
}

export const marks = StateField.define({
  create: () => drawn([], null),
  update (value, transaction) {
    let places = value.places
    if (transaction.docChanged) {
      places = places.map(each => ({ ...each, at: transaction.changes.mapPos(each.at, 1) }))
    }
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) places = placesOf(effect.value, transaction.state.doc)
    }
    return places === value.places ? value : drawn(places, transaction.state.doc)
  },
  provide: field => [
    EditorView.decorations.from(field, value => value.lines),
    gutterLineClass.from(field, value => value.numbers)
  ]
})

function placesOf (problems, doc) {
  return problems.map(({ line, stops, words }) => (
    { at: doc.line(Math.min(Math.max(line, 1), doc.lines)).from, stops, words }
  ))
}

function drawn (places, doc) {
  const found = new Map() // several problems of one line are one mark
  for (const { at, stops, words } of places) {
    const line = doc.lineAt(at)
    const before = found.get(line.from)
    found.set(line.from, {
      line, stops: stops || Boolean(before?.stops), words: before ? `${before.words} ${words}` : words
    })
  }
  const lines = []
  const numbers = []
  for (const { line, stops, words } of found.values()) {
    const kind = stops ? 'stops' : 'advice'
    lines.push(LINES[kind].range(line.from))
    lines.push(Decoration.widget({ widget: new Word(stops, words), side: 1 }).range(line.to))
    numbers.push(NUMBERS[kind].range(line.from))
  }
  return { places, lines: RangeSet.of(lines, true), numbers: RangeSet.of(numbers, true) }
}
