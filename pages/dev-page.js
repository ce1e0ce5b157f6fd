const told = document.querySelector('#told');

async function send(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

async function run(button, work) {
  for (const one of document.querySelectorAll('button')) one.disabled = true;
  told.textContent = '…';
  try {
    await work();
    location.reload();
  } catch (error) {
    told.textContent = error.message;
    for (const one of document.querySelectorAll('button')) one.disabled = false;
    button.focus();
  }
}

for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () => run(button, () => send('/dev/clock', { advance: button.dataset.advance })));
}
for (const button of document.querySelectorAll('[data-reset]')) {
  const body = { scenarios: button.dataset.reset === 'true' };
  button.addEventListener('click', () => run(button, () => send('/dev/reset', body)));
}
