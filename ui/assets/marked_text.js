export default function({ data, parentElement }) {
  const text = parentElement.querySelector('.text'), basis = parentElement.querySelector('.basis');
  text.replaceChildren();
  basis.textContent = data.hint;
  const light = (lines) => {
    let first = null;
    document.querySelectorAll('.note[data-line]').forEach((note) => {
      const on = lines.includes(Number(note.dataset.line));
      note.classList.toggle('lit', on);
      if (on && !first) first = note;
    });
    if (first) first.scrollIntoView({ block: 'nearest' });
  };
  const choose = (number) => {
    const sentence = data.sentences[number];
    text.querySelectorAll('.s').forEach((s) => s.classList.toggle('chosen', Number(s.dataset.s) === number));
    const told = [...text.querySelectorAll('.s')].filter((s) => Number(s.dataset.s) === number)
      .flatMap((s) => [...s.querySelectorAll('.f')]).map((f) => f.title);
    basis.textContent = [sentence.basis, ...new Set(told)].join('\n');
    light(sentence.lines);
  };
  let holder = null;
  data.segments.forEach((segment) => {
    const piece = document.createElement('span');
    piece.textContent = segment.t;
    if (segment.f !== null) {
      const finding = data.findings[segment.f];
      piece.className = 'f ' + finding.severity;
      piece.title = finding.message;
    }
    if (segment.s === null) { text.append(piece); holder = null; return; }
    if (!holder || Number(holder.dataset.s) !== segment.s) {
      holder = document.createElement('span');
      holder.className = 's';
      holder.dataset.s = segment.s;
      holder.tabIndex = 0;
      holder.setAttribute('role', 'button');
      const number = segment.s;
      holder.onclick = () => choose(number);
      holder.onkeydown = (event) => {
        if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(number); }
      };
      text.append(holder);
    }
    holder.append(piece);
  });
  // A list of notes is drawn from the first on; what matters now is the last.
  const list = document.querySelector('.notes');
  if (list && !list.dataset.shown) { list.dataset.shown = 'yes'; list.scrollTop = list.scrollHeight; }
  document.querySelectorAll('.note[data-line]').forEach((note) => {
    note.onclick = () => {
      const line = Number(note.dataset.line);
      light([line]);
      text.querySelectorAll('.s').forEach((s) =>
        s.classList.toggle('chosen', data.sentences[Number(s.dataset.s)].lines.includes(line)));
      basis.textContent = 'Sentences that rest on note ' + line + ' are marked.';
    };
  });
}
