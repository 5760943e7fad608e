// Forms that wait for the net, whole: words, pictures and sounds. A row is ciphertext (spor-store) but for its moment and whose it is, and
// that only as a digest. A form has one row by its hidden key: pressed again it takes the place of the earlier press.
const FLAG = "spor-waits"; // in this browser somebody's form waits: only then does a page look further (spor-waits)
const code = new TextEncoder();
const shelf = (store, mode, deed) => store.act(mode, deed, "forms");

// `said`: { address, page, title, drafts } of the form, to be found again beside its body. Throws where there is no room.
export async function put(store, fields, said) {
  const key = fields.get("key");
  fields.delete("csrfmiddlewaretoken"); // a fresh one goes with the sending
  const packed = new Response(fields);
  const type = packed.headers.get("Content-Type");
  const body = await store.seal(await packed.arrayBuffer());
  const row = { at: Date.now(), owner: await store.place("forms"), said: await store.seal(code.encode(JSON.stringify({ ...said, type }))), body };
  const place = await store.place(`forms ${key}`);
  await shelf(store, "readwrite", (rows) => rows.put(row, place));
  await flag(store);
  return place;
}

// The signed-in person's own, the oldest first: [{ place, at, address, page, title, drafts, why }].
export async function waiting(store) {
  const owner = await store.place("forms");
  const places = await shelf(store, "readonly", (rows) => rows.getAllKeys());
  const found = [];
  for (const place of places) {
    const row = await shelf(store, "readonly", (rows) => rows.get(place));
    if (row?.owner !== owner) continue;
    const said = await store.unseal(row.said).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)), () => null);
    if (said) found.push({ ...said, place, at: row.at });
  }
  return found.sort((one, other) => one.at - other.at);
}

// The form as it is sent: { body, type }; null when it is gone.
export async function whole(store, { place, type }) {
  const row = await shelf(store, "readonly", (rows) => rows.get(place));
  return row ? { body: await store.unseal(row.body), type } : null;
}

// Why the server would not have it: it waits for its writer, and is not sent again by itself.
export async function refuse(store, { place, at, ...said }, why) {
  const sealed = await store.seal(code.encode(JSON.stringify({ ...said, why })));
  const row = await shelf(store, "readonly", (rows) => rows.get(place));
  if (row) await shelf(store, "readwrite", (rows) => rows.put({ ...row, said: sealed }, place));
}

export async function drop(store, { place }) {
  await shelf(store, "readwrite", (rows) => rows.delete(place));
  await flag(store);
}

async function flag(store) {
  const left = await shelf(store, "readonly", (rows) => rows.count());
  try { left ? localStorage.setItem(FLAG, "1") : localStorage.removeItem(FLAG); } catch { /* then this page alone knows */ }
}
