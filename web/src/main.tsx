import { render } from 'preact';
import { App } from './app.js';
import './tokens.css';
import './base.css';

const place = document.querySelector('#app');
if (place === null) throw new Error('The page has no place for the application.');
render(<App />, place);
