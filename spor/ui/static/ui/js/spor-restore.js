// What waited on this device since the page last closed without reaching the server: it is sent with the base it was begun from, and
// stands in the fields again unless somebody has written there meanwhile.
import { put } from "./spor-fields.js";
import { show } from "./spor-saved.js";
import { post } from "./spor-send.js";

export async function restore(element, store) {
  const kept = await store?.find(element.dataset.url);
  if (!kept) return;
  if (kept.text === element.saved) await store.forget(element.dataset.url);
  else if ("whole" in element.dataset) await sendFirst(element, kept, store);
  else back(element, kept);
}

const isUntouched = (element) => element.text() === element.saved;

// A form with a base: the server decides whether the text is the newest, stands in the history already, or lies beside another's.
async function sendFirst(element, kept, store) {
  const answer = await post(element.dataset.url, element.body(kept), element.words.token);
  if (answer.status !== 200 && answer.status !== 409) {
    if (isUntouched(element)) { put(element, element.form, JSON.parse(kept.text)); element.base = kept.base; }
    element.failed(answer);
    return;
  }
  await store.forget(element.dataset.url);
  if (answer.status === 409) show(element, "saved", answer.said, answer);
  else if (answer.is_head && isUntouched(element)) {
    put(element, element.form, JSON.parse(kept.text));
    element.saved = element.text();
    element.base = answer.base;
    show(element, "saved", answer.said, { note: element.words.restored });
  }
}

// A draft: the field of one person. Where it holds something else than when this was written, both stand there.
function back(element, kept) {
  const [[, text]] = JSON.parse(kept.text);
  const [[, here]] = JSON.parse(element.text());
  const isSame = isUntouched(element) && kept.from === element.saved;
  if (here.includes(text)) return;
  put(element, element.form, [["text", isSame || !here ? text : `${here}\n\n${text}`]]);
  show(element, "saving", element.words.saving, { note: element.words.restored });
  setTimeout(() => element.flush());
}

// The same person wrote elsewhere: both texts stand here, for them to sort out.
export function add(element, { other, note }) {
  const [[, here]] = JSON.parse(element.text());
  put(element, element.form, [["text", `${here}\n\n${other}`]]);
  show(element, "saving", element.words.saving, { note });
}
