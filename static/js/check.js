// The verification page: a code that came after # (from the square on paper) goes into the field, and out of the address.

const CODE = /^#[0-9A-Za-z-]{8,64}$/
const field = document.querySelector('[data-code-from-address] input[type="text"]')

function take () {
  if (!field || !window.location.hash) return
  if (CODE.test(window.location.hash)) {
    field.value = window.location.hash.slice(1)
    history.replaceState(null, '', window.location.pathname)
    field.focus()
  }
}

window.addEventListener('hashchange', take)
take()
