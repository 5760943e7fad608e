// One POST of fields, as the writing scripts need it: lasts through the closing of the page, and renews a token that went stale when
// somebody signed in again in another tab. Answers { status, …what the server said }; status 0 is no connection.
const KEEPALIVE_MAX = 60000; // a browser refuses more than 64 kB in requests that outlive their page

// «page.number»: which save of this page it is. One that arrives after a later one changes nothing.
const PAGE = Math.random().toString(36).slice(2);
let saves = 0;
export const stamp = () => `${PAGE}.${++saves}`;

const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
const printed = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

export async function post(address, entries, tokenAddress) {
  const body = new URLSearchParams(entries).toString();
  const send = (token) =>
    fetch(address, {
      method: "POST",
      body,
      keepalive: body.length < KEEPALIVE_MAX,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token, Accept: "application/json" },
    });
  try {
    let answer = await send(cookie() ?? printed());
    if (answer.status === 403) {
      const fresh = await fetch(tokenAddress, { cache: "no-store" });
      if (fresh.ok) answer = await send(await fresh.text());
    }
    const isSaid = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { ...(isSaid ? await answer.json() : {}), status: answer.redirected ? 404 : answer.status };
  } catch { return { status: 0 }; }
}
