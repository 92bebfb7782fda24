import { render } from 'preact';

render(<h1>Quorate</h1>, document.getElementById('page')!);
