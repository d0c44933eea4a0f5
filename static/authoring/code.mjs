// CodeMirror in place of a textarea, which stays in the form, hidden and always in step, so that it is what is sent.
// Tab is not captured: it leaves the text, as everywhere else on the page.
import { history, historyKeymap, insertNewline, standardKeymap } from '@codemirror/commands'
import { syntaxHighlighting } from '@codemirror/language'
import { markdownLanguage } from '@codemirror/lang-markdown'
import { yaml, yamlFrontmatter } from '@codemirror/lang-yaml'
import { closeSearchPanel, findNext, findPrevious, gotoLine, openSearchPanel, search } from '@codemirror/search'
import { ChangeSet, EditorState } from '@codemirror/state'
import { Decoration, EditorView, MatchDecorator, ViewPlugin, keymap, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { marks, setMarks } from './marks.mjs'

// What docs/writing-a-module.md adds to Markdown: [!check], [[gap | other]], [figure: id], [@source], {#id key=value}.
const OURS = /\[![a-z]+\]-?|\[\[[^\]\n]*\]\]|\[figure: ?[^\]\n]*\]|\[@[^\]\n]*\]|\{[#\w][^{}\n]*\}/g
const LEAVE_BAR = 60 // pixels that it may cover at the top; the cursor stays clear of it
const PASSED_ON = ['spellcheck', 'autocapitalize', 'autocorrect', 'lang', 'dir', 'aria-describedby']
const FINDING = [
  { key: 'Mod-f', run: openSearchPanel, scope: 'editor search-panel' },
  { key: 'Mod-g', run: findNext, shift: findPrevious, scope: 'editor search-panel', preventDefault: true },
  { key: 'F3', run: findNext, shift: findPrevious, scope: 'editor search-panel', preventDefault: true },
  { key: 'Escape', run: closeSearchPanel, scope: 'editor search-panel' },
  { key: 'Mod-Alt-g', run: gotoLine }
]
const WORDS = {
  next: 'Next', previous: 'Previous', 'match case': 'Match capitals', 'by word': 'Whole words', replace: 'Replace',
  'replace all': 'Replace all', close: 'Close', go: 'Go'
}
// A new line is empty: its markup and blanks are typed, as the manual shows them.
const ENTER = { key: 'Enter', run: insertNewline, shift: insertNewline }

export function codeField (text, language) {
  const listeners = []
  const followers = [] // of the cursor
  let sent = null // what was changed since the text was last sent to be checked
  const view = new EditorView({
    state: EditorState.create({
      doc: text.value,
      extensions: [
        lineNumbers(), history(), search({ top: true }), EditorView.lineWrapping, marks,
        EditorState.readOnly.of(text.readOnly), EditorState.phrases.of(WORDS),
        syntaxHighlighting(classHighlighter),
        ...grammar(language),
        keymap.of([...FINDING, ENTER, ...historyKeymap, ...standardKeymap]),
        EditorView.contentAttributes.of(attributesOf(text)),
        EditorView.scrollMargins.of(() => ({ top: LEAVE_BAR })),
        EditorView.updateListener.of(changed)
      ]
    })
  })

  function changed (update) {
    if (!update.docChanged) {
      if (update.selectionSet) for (const act of followers) act()
      return
    }
    if (sent) sent.changes = sent.changes.compose(update.changes)
    text.value = view.state.doc.toString()
    for (const act of listeners) act()
  }

  function goTo (line) {
    const place = startOf(view.state.doc, line)
    view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: 'center' }) })
    view.focus()
  }

  takeThePlaceOf(text, view)
  return {
    goTo,
    value: () => view.state.doc.toString(),
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
    onChange: act => listeners.push(act),
    onMove: act => followers.push(act),
    focus: () => view.focus(),
    mark: problems => view.dispatch({ effects: setMarks.of(problems) }),
    insert (words) {
      view.dispatch(view.state.replaceSelection(words), { scrollIntoView: true, userEvent: 'input' })
      view.focus()
    },
    follow () { // a line of the text as it is now, wherever it has gone by the time somebody asks
      const mine = sent = { doc: view.state.doc, changes: ChangeSet.empty(view.state.doc.length) }
      return line => view.state.doc.lineAt(mine.changes.mapPos(startOf(mine.doc, line), 1)).number
    }
  }
}

function takeThePlaceOf (text, view) {
  text.after(view.dom)
  view.dom.after(tools(view))
  text.hidden = true
  text.focus = () => view.focus() // a link of an error summary leads to the field
  for (const label of text.labels) {
    label.addEventListener('click', event => {
      event.preventDefault()
      view.focus()
    })
  }
  window.addEventListener('pageshow', () => { // what the browser has put back into the textarea
    if (text.value === view.state.doc.toString()) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text.value } })
  })
}

function attributesOf (text) {
  const attributes = { tabindex: '0', 'aria-label': [...text.labels].map(label => label.textContent.trim()).join(' ') }
  for (const name of PASSED_ON) {
    if (text.hasAttribute(name)) attributes[name] = text.getAttribute(name)
  }
  return attributes
}

function tools (view) {
  const line = document.createElement('p')
  line.className = 'code-tools'
  for (const [words, run] of [['Find in the text', openSearchPanel], ['Go to line', gotoLine]]) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words
    button.addEventListener('click', () => run(view))
    line.append(button)
  }
  return line
}

function grammar (language) {
  if (language === 'yaml') return [yaml()]
  if (language === 'markdown') return [yamlFrontmatter({ content: markdownLanguage }), ours]
  return []
}

const matcher = new MatchDecorator({ regexp: OURS, decoration: Decoration.mark({ class: 'tok-ours' }) })
const ours = ViewPlugin.define(
  view => ({
    found: matcher.createDeco(view),
    update (update) { this.found = matcher.updateDeco(update, this.found) }
  }),
  { decorations: plugin => plugin.found }
)

function startOf (doc, line) {
  return doc.line(Math.min(Math.max(line, 1), doc.lines)).from
}
