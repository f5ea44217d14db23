export default function({ data, parentElement }) {
  const box = parentElement.querySelector('.countdown');
  const opened = Date.now();
  const show = () => {
    const left = data.seconds - Math.floor((Date.now() - opened) / 1000) * data.speed;
    const far = Math.abs(left), h = Math.floor(far / 3600), m = Math.floor(far % 3600 / 60), s = Math.floor(far % 60);
    const clock = (h ? h + ':' : '') + String(m).padStart(2, '0') + ':' + String(s).padStart(2, '0');
    const state = left < 0 ? 'overdue' : left < data.warn ? 'warn' : 'fine';
    box.className = 'countdown ' + state;
    box.textContent = data.label + '  ' + (left < 0 ? '! overdue by ' + clock : left < data.warn ? '▲ in ' + clock : '✓ in ' + clock);
  };
  show();
  const timer = setInterval(show, 1000);
  return () => clearInterval(timer);
}
