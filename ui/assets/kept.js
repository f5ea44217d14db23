// What is typed lives in this tab until the desk has it; it is offered again when the field came back without it.
export default function({ data, parentElement }) {
  const box = parentElement.querySelector('.kept'), place = 'drafter:' + data.id;
  const find = () => document.querySelector('textarea[aria-label="' + data.field + '"]');
  const clear = () => { sessionStorage.removeItem(place); box.replaceChildren(); };
  const put = (text) => {
    const field = find();
    if (!field) return;
    // Through the element's own setter: React hears of a value only that way.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
    box.replaceChildren();
  };
  const button = (words, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = words;
    made.onclick = act;
    return made;
  };
  const offer = () => {
    const text = sessionStorage.getItem(place), field = find();
    if (text === null || !field) return;
    if (text === data.saved || data.held) { clear(); return; }
    if (field.value === text) { box.replaceChildren(); return; }
    if (box.childElementCount) return;
    const words = document.createElement('span');
    words.textContent = '▲ Typed here and not saved: “' + text.slice(-120) + '” ';
    box.replaceChildren(words, button('Put it back', () => put(text)), button('Drop it', clear));
  };
  const typed = (event) => {
    if (event.target.tagName !== 'TEXTAREA' || event.target.getAttribute('aria-label') !== data.field) return;
    if (event.target.value === data.saved) clear(); else sessionStorage.setItem(place, event.target.value);
  };
  // Again and again: the page is not drawn anew when a connection comes back, only the field is filled again.
  const watch = setInterval(offer, 1000);
  document.addEventListener('input', typed);
  return () => { clearInterval(watch); document.removeEventListener('input', typed); };
}
