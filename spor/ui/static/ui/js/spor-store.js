// Text that has not reached the server waits on this device, as ciphertext only (AES-GCM). The server gives the key to the signed-in
// account; it lives in this page's memory, so after sign-out the next person at the device can read neither text nor address.
const KEPT = 30 * 24 * 3600 * 1000;
let opened = null;

// The store of this page, or null where there is none: no secure context, a closed browser store, nobody signed in.
export async function unlock(keyAddress) {
  opened ??= open(keyAddress).catch(() => null);
  const store = await opened;
  if (!store) opened = null;
  return store;
}

async function open(keyAddress) {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
  const answer = await fetch(keyAddress, { cache: "no-store" });
  if (!answer.ok) return null;
  const { name, secret } = await answer.json();
  const bytes = Uint8Array.from(secret.match(/../g), (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const store = new Store(await database(), key, name);
  await store.sweep();
  return store;
}

function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("spor", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("texts");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

class Store {
  constructor(base, key, name) { Object.assign(this, { base, key, name }); }

  // Keep `value` (anything JSON can say) for an address, in the place of what was kept before.
  async keep(address, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, new TextEncoder().encode(JSON.stringify(value)));
    const place = await this.place(address);
    await this.act("readwrite", (texts) => texts.put({ at: Date.now(), iv, box }, place));
  }

  // What was kept for an address, or null.
  async find(address) {
    const place = await this.place(address);
    const kept = await this.act("readonly", (texts) => texts.get(place));
    if (!kept) return null;
    try {
      const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, this.key, kept.box);
      return JSON.parse(new TextDecoder().decode(open));
    } catch { return null; }
  }

  async forget(address) {
    const place = await this.place(address);
    await this.act("readwrite", (texts) => texts.delete(place));
  }

  // What nobody came back for.
  sweep() {
    return this.act("readwrite", (texts) => {
      const walk = texts.openCursor();
      walk.onsuccess = () => {
        if (!walk.result) return;
        if (walk.result.value.at < Date.now() - KEPT) walk.result.delete();
        walk.result.continue();
      };
      return walk;
    });
  }

  async place(address) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${this.name} ${address}`));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  act(mode, deed) {
    return new Promise((resolve, reject) => {
      const transaction = this.base.transaction("texts", mode);
      const request = deed(transaction.objectStore("texts"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }
}
