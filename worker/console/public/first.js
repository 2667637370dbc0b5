// Before the first paint, so that a chosen theme or language does not flash in late. The keys are those of look.ts.
const theme = localStorage.getItem('gloss.theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
const language = localStorage.getItem('gloss.language') ?? navigator.language;
document.documentElement.lang = language.startsWith('zh') ? 'zh-CN' : 'en';
