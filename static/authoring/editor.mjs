// The editor of course text: CodeMirror in place of the textarea, problems and preview as one writes, and a draft that is
// kept by itself. The page does all of it without this script, too; `build` makes editor.min.js of it.
//
// <form data-editor data-check="..." data-draw="..." data-autosave="..." data-language="markdown | yaml">, with data-plain
// to leave the textarea as it is. Inside: csrf_token, path, base and <textarea id="text">; anywhere on the page, each may
// be missing:
//   #problems  the list; a[data-line] leads to a line, data-stops says that it stops
//   [data-problem-count]  "3 things to weigh"            #stops    "2 problems stop it", said when the number changes
//   #preview   the reading view                          #note     what the check has to say beside it
//   #status    the stops from draft to publication
//   #saved     "Kept at 14:32"                           #snippets <select> of <option data-text>
import { checkAsWritten } from './checking.mjs'
import { codeField } from './code.mjs'
import { keepAsWritten } from './keeping.mjs'
import { plainField } from './plain.mjs'
import { offerSnippets } from './snippets.mjs'

for (const form of document.querySelectorAll('form[data-editor]')) begin(form)

function begin (form) {
  const field = fieldOf(form)
  keepAsWritten(form, field)
  checkAsWritten(form, field)
  offerSnippets(field)
  const asked = /^#line-(\d+)$/.exec(window.location.hash) // another file's problems lead here
  if (asked) field.goTo(Number(asked[1]))
}

function fieldOf (form) {
  const text = form.elements.text
  // Where a browser lets no script style the page, CodeMirror could not be seen under our policy.
  if ('plain' in form.dataset || !('adoptedStyleSheets' in document)) return plainField(text)
  try {
    return codeField(text, form.dataset.language)
  } catch (fault) {
    console.error(fault)
    return plainField(text)
  }
}
