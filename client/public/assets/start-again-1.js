// Runs before the page's own code and without it. Where that code cannot be loaded, because a new release is just being
// put in place, it says so and loads the page again as soon as the server hands it out: a wall has nobody to do that.
// Files under /assets/ are kept for a year and on phones: with another content this file needs another number.
const pause = () => 10_000 + Math.random() * 10_000

async function startAgain() {
  const answer = await fetch('/index.html', { cache: 'no-store' }).catch(() => null)
  if (answer?.ok) location.reload()
  else setTimeout(startAgain, pause())
}

addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement)) return
    document.getElementById('root').textContent =
      '页面没有加载完整,正在重试… The page was not loaded completely; trying again…'
    setTimeout(startAgain, pause())
  },
  true,
)
