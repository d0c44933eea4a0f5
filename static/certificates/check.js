// The QR code carries the code after "#", which no browser sends: put it in the field and out of the address.
const field = document.getElementById("code");
const code = decodeURIComponent(location.hash.slice(1));
if (field && /^[0-9A-Za-z-]{26,40}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
}
