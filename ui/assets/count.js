// Words as the score above counts them: runs that hold a letter or digit. A channel that counts in another
// way (SMS, X) counts most signs as one, so its limit stands beside the characters until the text is saved.
export default function({ data, parentElement }) {
  const box = parentElement.querySelector('.count');
  const show = () => {
    const field = document.querySelector('textarea[aria-label="' + data.field + '"]');
    if (!field) return;
    const text = field.value.replaceAll(data.placeholder, data.due);
    const words = (text.match(/\S*[\p{L}\p{N}_]\S*/gu) || []).length, characters = [...text].length;
    const used = data.unit === 'words' ? words : characters;
    const over = data.most && used > data.most;
    box.className = over ? 'count over' : 'count';
    box.textContent = words + ' words · ' + characters + ' characters' + (data.most
      ? ' · ' + (over ? '■ over the limit of ' : '✓ limit ') + data.most + (data.unit === 'words' ? ' words' : ' characters') : '');
  };
  const typed = (event) => { if (event.target.getAttribute('aria-label') === data.field) show(); };
  show();
  // The field may be drawn after this line of counts.
  const later = [100, 400, 1500].map((wait) => setTimeout(show, wait));
  document.addEventListener('input', typed);
  return () => { later.forEach(clearTimeout); document.removeEventListener('input', typed); };
}
