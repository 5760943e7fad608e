// What has not reached the server waits on this device, as ciphertext only (AES-GCM): texts, and whole forms (spor-queue). The server gives
// the key to the signed-in account; it lives in this page's memory, so after sign-out the next person at the device can read neither.
import { Left } from "./spor-left.js";

const KEPT = 30 * 24 * 3600 * 1000;
const SHELVES = ["texts", "forms"];
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
  await store.gather().catch(() => {});
  return store;
}

function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("spor", 2);
    request.onupgradeneeded = () => {
      for (const shelf of SHELVES) if (!request.result.objectStoreNames.contains(shelf)) request.result.createObjectStore(shelf);
    };
    request.onsuccess = () => { request.result.onversionchange = () => request.result.close(); resolve(request.result); };
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

class Store {
  constructor(base, key, name) { Object.assign(this, { base, key, name }); }

  // Keep `value` (anything JSON can say) for an address, in the place of what was kept before.
  async keep(address, value) {
    const [sealed, place] = [await this.seal(new TextEncoder().encode(JSON.stringify(value))), await this.place(address)];
    await this.act("readwrite", (texts) => texts.put({ at: Date.now(), ...sealed }, place));
  }

  // What was kept for an address, or null.
  async find(address) {
    const place = await this.place(address);
    const kept = await this.act("readonly", (texts) => texts.get(place));
    if (!kept) return null;
    try { return JSON.parse(new TextDecoder().decode(await this.unseal(kept))); }
    catch { return null; }
  }

  async forget(address) {
    const place = await this.place(address);
    await this.act("readwrite", (texts) => texts.delete(place));
  }

  // What was typed as the last page was left: it stands in the place of anything older. From here on this page can leave such a text too.
  async gather() {
    this.left = new Left(this.key, await this.place("left"));
    for (const [at, address, value] of await this.left.take(KEPT)) {
      const place = await this.place(address);
      const older = await this.act("readonly", (texts) => texts.get(place));
      if (!older || older.at < at) await this.keep(address, value);
    }
    await this.left.begin();
  }

  // What nobody came back for.
  sweep() {
    const old = (rows) => {
      const walk = rows.openCursor();
      walk.onsuccess = () => {
        if (!walk.result) return;
        if (walk.result.value.at < Date.now() - KEPT) walk.result.delete();
        walk.result.continue();
      };
      return walk;
    };
    return Promise.all(SHELVES.map((shelf) => this.act("readwrite", old, shelf)));
  }

  async seal(bytes) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, bytes) };
  }

  unseal({ iv, box }) { return crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.key, box); }

  async place(address) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${this.name} ${address}`));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  act(mode, deed, shelf = "texts") {
    return new Promise((resolve, reject) => {
      const transaction = this.base.transaction(shelf, mode);
      const request = deed(transaction.objectStore(shelf));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }
}
