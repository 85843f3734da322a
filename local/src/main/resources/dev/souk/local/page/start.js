// The page works without this; it spares the copying by hand.
const status = document.getElementById('copied');

async function copy(button, text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return;
  }
  const before = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = before; }, 1500);
  if (said && status) status.textContent = said;
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', () => copy(button, button.dataset.copy.replaceAll(' ', ''), ''));
}
for (const button of document.querySelectorAll('[data-token]')) {
  button.addEventListener('click', async () => {
    const answer = await fetch('/_local/token?user=' + encodeURIComponent(button.dataset.token));
    const { access_token } = await answer.json();
    await copy(button, access_token, 'The token is good for an hour.');
  });
}
