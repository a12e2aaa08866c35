import './app/mantine.css';
import './app/base.css';
import './app/layout.css';
import './app/dialogs.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { loadMessages } from './messages';

const root = document.getElementById('root');
if (root) {
  await loadMessages();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
