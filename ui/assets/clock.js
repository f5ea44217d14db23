export default function({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.countdown');
  const opened = Date.now();
  const left = () => data.seconds - Math.floor((Date.now() - opened) / 1000) * data.speed;
  const stateOf = (seconds) => seconds < 0 ? 'overdue' : seconds < data.warn ? 'warn' : 'fine';
  let state = stateOf(left());
  const show = () => {
    const seconds = left();
    const far = Math.abs(seconds), h = Math.floor(far / 3600), m = Math.floor(far % 3600 / 60), s = Math.floor(far % 60);
    const two = (number) => String(number).padStart(2, '0');
    // In words: "05:30" beside a clock time would read as another clock time.
    const clock = h ? h + ' h ' + two(m) + ' min' : m + ' min ' + two(s) + ' s';
    const now = stateOf(seconds);
    box.className = 'countdown ' + now;
    const how_long = (now === 'overdue' ? '! overdue by ' : now === 'warn' ? '▲ in ' : '✓ in ') + clock;
    box.textContent = data.label + '  ' + how_long.replaceAll(' ', '\u00a0'); // told on one line
    if (now !== state) { state = now; setTriggerValue('turned', now); }
  };
  show();
  const timer = setInterval(show, 1000);
  return () => clearInterval(timer);
}
