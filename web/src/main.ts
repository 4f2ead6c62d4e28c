import { mount } from 'svelte';
import { shareToken, takeToken } from './api/token.ts';
import App from './App.svelte';
import { router } from './router/router.svelte.ts';
import { look } from './state/look.svelte.ts';
import { workbench } from './state/workbench.svelte.ts';
import './style/base.css';
import './style/controls.css';
import './style/marks.css';
import './style/print.css';
import { language } from './words/index.ts';

async function start(): Promise<void> {
  takeToken();
  look.apply();
  document.documentElement.lang = language.current;
  await shareToken();
  router.start();
  workbench.start();
  const target = document.getElementById('app');
  if (target !== null) mount(App, { target });
}

void start();
