import { render } from 'preact';
import { Page } from './page.tsx';
import 'uplot/dist/uPlot.min.css';
import './styles/base.css';
import './styles/page.css';
import './styles/curve.css';
import './styles/race.css';
import './styles/cluster.css';
import './styles/try.css';
import './styles/faults.css';

render(<Page />, document.getElementById('page')!);
