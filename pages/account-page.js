/** The pages that links in mails open: sends the token behind `#token=` when the button is pressed. */
const form = document.querySelector('form');
const message = document.querySelector('#message');
const password = document.querySelector('#password');
const button = document.querySelector('button');

let token = '';

/** Takes the token out of the address, so that the history of the browser does not keep it. */
function takeToken() {
  const found = new URLSearchParams(location.hash.slice(1)).get('token');
  if (found === null) return;
  token = found;
  history.replaceState(null, '', location.pathname);
  form.hidden = false;
  message.textContent = '';
}

function messageFor(status, code) {
  const { done, taken, invalid, weak, later, failed } = form.dataset;
  if (status === 200) return done;
  if (code === 'email-taken') return taken;
  if (status === 409) return invalid;
  if (status === 422) return password ? weak : invalid;
  return status === 429 || status === 503 ? later : failed;
}

async function send() {
  const body = JSON.stringify({ token, ...(password && { new_password: password.value }) });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(form.dataset.action, { method: 'POST', headers, body });
  const code = answer.ok ? null : (await answer.json()).code;
  message.textContent = messageFor(answer.status, code);
  form.hidden = answer.ok || code === 'token-invalid';
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  message.textContent = form.dataset.working;
  try {
    await send();
  } catch {
    // The network failed, or something between the browser and the server answered.
    message.textContent = form.dataset.offline;
  } finally {
    button.disabled = false;
  }
});

addEventListener('hashchange', takeToken);
takeToken();
if (token === '') {
  form.hidden = true;
  message.textContent = form.dataset.invalid;
}
