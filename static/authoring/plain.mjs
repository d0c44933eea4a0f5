// The textarea as it is, with the same abilities as the field of code.mjs.

export function plainField (text) {
  return {
    value: () => text.value,
    line: () => text.value.slice(0, text.selectionStart).split('\n').length,
    onChange: act => text.addEventListener('input', act),
    onMove: act => document.addEventListener('selectionchange', () => { if (document.activeElement === text) act() }),
    focus: () => text.focus(),
    follow: () => line => line,
    mark () {},
    insert (words) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, 'end')
      text.dispatchEvent(new Event('input', { bubbles: true }))
      text.focus()
    },
    goTo (line) {
      const before = text.value.split('\n').slice(0, line - 1)
      const start = before.reduce((sum, each) => sum + each.length + 1, 0)
      text.focus()
      text.setSelectionRange(Math.min(start, text.value.length), Math.min(start, text.value.length))
      text.scrollTop = Math.max(0, before.length - 3) * parseFloat(getComputedStyle(text).lineHeight)
    }
  }
}
