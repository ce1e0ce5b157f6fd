/** The page that mails of video sessions open: logs in, asks for the room, and leads there once it is open. */
const form = document.querySelector('form');
const message = document.querySelector('#message');
const link = document.querySelector('#join');
const button = document.querySelector('button');
const password = document.querySelector('#password');
const texts = form.dataset;

const AGAIN_MS = 30_000;

/** The answer to the login. It is in memory only, so it is gone with the page. */
let login = null;

/** The server writes its sentences in English. */
function say(text, lang = document.documentElement.lang) {
  message.textContent = text;
  message.lang = lang;
}

async function send(address, options) {
  const answer = await fetch(address, options);
  return { status: answer.status, body: await answer.json() };
}

const post = (address, body) =>
  send(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const askOnce = () => send(texts.video, { headers: { authorization: `Bearer ${login.access_token}` } });

/** Who comes early waits for longer than an access token lasts. */
async function ask() {
  const answer = await askOnce();
  if (answer.status !== 401) return answer;
  const renewed = await post(texts.refresh, { refresh_token: login.refresh_token });
  if (renewed.status !== 200) return renewed;
  login = renewed.body;
  return askOnce();
}

function showForm(text) {
  form.hidden = false;
  say(text);
}

function showLink(url) {
  link.href = url;
  link.hidden = false;
  say(texts.open);
}

function show({ status, body }) {
  if (status === 200) return body.join_url.startsWith('https://') ? showLink(body.join_url) : say(texts.failed);
  if (status === 401) return showForm(texts.ended);
  if (status === 403 || status === 404) return showForm(texts.foreign);
  if (status === 409) say(body.detail, 'en');
  else say(texts.busy);
  setTimeout(look, AGAIN_MS);
}

/** Shows what the server says. While the room is not open, or the network is down, it looks again later. */
async function look() {
  form.hidden = true;
  try {
    show(await ask());
  } catch {
    say(texts.offline);
    setTimeout(look, AGAIN_MS);
  }
}

function refusal({ status, body }) {
  if (body.code === 'account-deactivated') return texts.deactivated;
  if (status === 401 || status === 422) return texts.wrong;
  return status === 429 ? texts.later : texts.failed;
}

async function logIn() {
  const email = document.querySelector('#email').value;
  const answer = await post(texts.login, { email, password: password.value });
  if (answer.status !== 200) return say(refusal(answer));
  login = answer.body;
  password.value = '';
  await look();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  say(texts.working);
  try {
    await logIn();
  } catch {
    // The network failed, or something between the browser and the server answered.
    say(texts.offline);
  } finally {
    button.disabled = false;
  }
});
