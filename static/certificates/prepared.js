// Ask now and then whether the PDF is there, and show the page again once it is. The link beside it does the same.
const waiting = document.querySelector("[data-pdf]");
let asked = 0;

async function ask() {
  const answer = await fetch(waiting.dataset.pdf, { method: "HEAD", redirect: "manual" }).catch(() => null);
  if (answer && answer.ok) {
    location.reload();
  } else if (++asked < 20) {
    setTimeout(ask, 1000 + 500 * asked);
  }
}

if (waiting) setTimeout(ask, 1000);
