/** The page that mails of video sessions open: logs in, asks for the room, and leads there once it is open. */
const form = document.querySelector('form');
const message = document.querySelector('#message');
const link = document.querySelector('#join');
const button = document.querySelector('button');
const texts = form.dataset;

const AGAIN_MS = 30_000;
/** Asking again would change nothing. */
const FINAL = [401, 403, 404];

/** In memory only: the page forgets it when it is closed. */
let token = '';

const field = (name) => document.querySelector(`#${name}`);

async function logIn() {
  const body = JSON.stringify({ email: field('email').value, password: field('password').value });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(texts.login, { method: 'POST', headers, body });
  const { access_token: given = '', code } = await answer.json();
  token = given;
  if (answer.ok) return true;
  message.textContent =
    code === 'invalid-credentials' ? texts.wrong : answer.status === 429 ? texts.later : texts.failed;
  return false;
}

/** Asks again later, until the room is open or the answer is final. */
async function ask() {
  form.hidden = true;
  const timer = setTimeout(attempt, AGAIN_MS, ask);
  const answer = await fetch(texts.video, { headers: { authorization: `Bearer ${token}` } });
  const { join_url: url, code, detail } = await answer.json();
  const isOpen = answer.ok && url.startsWith('https://');
  link.hidden = !isOpen;
  if (isOpen) link.href = url;
  message.textContent = isOpen ? texts.open : messageFor(answer.status, code, detail);
  if (answer.ok || FINAL.includes(answer.status) || code === 'no-video') clearTimeout(timer);
}

function messageFor(status, code, detail) {
  if (status === 403 || status === 404) return texts.foreign;
  if (status === 401) return texts.ended;
  return status === 409 ? detail : texts.failed;
}

/** Does `work`, and says so when the network or something between the browser and the server fails. */
async function attempt(work) {
  try {
    await work();
  } catch {
    message.textContent = texts.offline;
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  message.textContent = texts.working;
  await attempt(async () => {
    if (await logIn()) await ask();
  });
  button.disabled = false;
});
