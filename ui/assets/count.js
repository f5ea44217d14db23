export default function({ data, parentElement }) {
  const box = parentElement.querySelector('.count');
  const show = () => {
    const field = document.querySelector('textarea[aria-label="' + data.field + '"]');
    if (!field) return;
    const counts = { characters: [...field.value].length, words: field.value.split(/\s+/).filter(Boolean).length };
    const used = counts[data.unit];
    const over = data.most && used > data.most;
    box.className = over ? 'count over' : 'count';
    box.textContent = counts.words + ' words · ' + counts.characters + ' characters' +
      (data.most && used !== undefined ? ' · ' + (over ? '■ over the limit of ' : '✓ limit ') + data.most + ' ' + data.unit : '');
  };
  const typed = (event) => { if (event.target.getAttribute('aria-label') === data.field) show(); };
  show();
  const later = setTimeout(show, 300);
  document.addEventListener('input', typed);
  return () => { clearTimeout(later); document.removeEventListener('input', typed); };
}
