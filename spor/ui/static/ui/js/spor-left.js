// What is typed in the instant before a page is left: enciphering takes a moment that the page no longer has. So a stream of key bytes is made
// while there is time (AES-GCM of zeros), and a text is laid over it at once, in the browser's plain store, as ciphertext like all the rest.
// A byte of the stream is used for one text only. The next page with the same account's key moves it into the store (spor-store).
const LENGTH = 60000; // bytes typed in such an instant, all fields together
const NAME = "spor-left";
const over = (bytes, stream) => bytes.map((byte, index) => byte ^ stream[index]);
const text = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const bytesOf = (words) => Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0));

export class Left {
  constructor(key, place) { Object.assign(this, { key, place: `${NAME} ${place}`, used: 0 }); }

  async begin() {
    this.iv = crypto.getRandomValues(new Uint8Array(12));
    this.stream = await this.streamOf(this.iv, LENGTH);
  }

  async streamOf(iv, length) {
    return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, new Uint8Array(length)));
  }

  // At once, in the last moment of a page. False where there was no room or no stream.
  leave(address, value) {
    const bytes = new TextEncoder().encode(JSON.stringify([address, value]));
    if (!this.stream || this.used + bytes.length > LENGTH) return false;
    const box = text(over(bytes, this.stream.subarray(this.used)));
    try { localStorage.setItem(`${this.place} ${text(this.iv)} ${this.used}`, JSON.stringify({ at: Date.now(), box })); }
    catch { return false; }
    this.used += bytes.length;
    return true;
  }

  // [at, address, value] of what this account left, oldest first; taken out of the plain store, and so is what nobody came back for.
  async take(kept) {
    const found = [];
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(`${NAME} `))) {
      const { at, box } = JSON.parse(localStorage.getItem(name));
      const isMine = name.startsWith(`${this.place} `);
      if (isMine || at < Date.now() - kept) localStorage.removeItem(name);
      if (!isMine) continue;
      const [iv, used] = name.slice(this.place.length + 1).split(" ");
      const bytes = bytesOf(box);
      const stream = await this.streamOf(bytesOf(iv), Number(used) + bytes.length);
      found.push([at, ...JSON.parse(new TextDecoder().decode(over(bytes, stream.subarray(Number(used)))))]);
    }
    return found.sort(([one], [other]) => one - other);
  }
}
