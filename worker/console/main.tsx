import { render } from 'preact';
import '#shared/theme.css';
import './style/main.css';
import { App } from './app.tsx';
import { offline } from './call.ts';
import { applyLook } from './look.ts';
import { loadSession } from './session.ts';

applyLook();
addEventListener('offline', () => {
  offline.value = true;
});
addEventListener('online', () => {
  offline.value = false;
});
await loadSession();
const root = document.getElementById('app');
if (root) render(<App />, root);
