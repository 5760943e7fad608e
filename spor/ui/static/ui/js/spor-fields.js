// What stands in the fields of a spor-autosave, as [name, value] pairs, and how such pairs are put back.
// A draft is its one text field, named `text`; a whole form is every named field that a person fills in.
const SKIPPED = new Set(["csrfmiddlewaretoken", "base", "key"]);
const isFilledIn = (field) => field.name && !SKIPPED.has(field.name) && field.type !== "file" && field.type !== "hidden";
const only = (element) => element.querySelector("textarea, input:not([type=hidden])");

export function read(element, form) {
  if (!("whole" in element.dataset)) return [["text", only(element).value]];
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIPPED.has(name));
}

// The same as the server wrote it: what has been typed since, before any script was there, is not saved.
export function written(element, form) {
  if (!("whole" in element.dataset)) return [["text", only(element).defaultValue]];
  return [...form.elements].filter((field) => field.name && !SKIPPED.has(field.name) && !field.disabled).flatMap(asWritten);
}

function asWritten(field) {
  const { name, type, value, defaultValue, defaultChecked, options } = field;
  if (type === "checkbox" || type === "radio") return defaultChecked ? [[name, value]] : [];
  if (options) return [[name, ([...options].find((option) => option.defaultSelected) ?? options[0])?.value ?? ""]];
  return ["file", "submit", "button", "fieldset"].includes(type) ? [] : [[name, defaultValue]];
}

export function put(element, form, entries) {
  if (!("whole" in element.dataset)) { only(element).value = entries[0][1]; return; }
  for (const field of [...form.elements].filter(isFilledIn)) {
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const found = entries.find(([name, value]) => name === field.name && (!isChoice || value === field.value));
    if (isChoice) field.checked = Boolean(found);
    else if (found) field.value = found[1];
  }
}

// Put a form back as it was packed (spor-queue): { body, type } of a multipart form.
export async function fill(form, { body, type }) {
  const packed = await new Response(body, { headers: { "Content-Type": type } }).formData();
  for (const field of [...form.elements].filter((each) => packed.has(each.name))) {
    const values = packed.getAll(field.name);
    if (field.type === "file") choose(field, values.filter((file) => file.size));
    else if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.type !== "submit") field.value = values[0];
  }
}

function choose(field, files) {
  if (!files.length) return;
  const bundle = new DataTransfer();
  files.forEach((file) => bundle.items.add(file));
  field.files = bundle.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
