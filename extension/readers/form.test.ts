import { expect, test } from 'vitest';
import { contentForms } from '#shared/platforms.ts';
import { formOf, withForm } from './form.ts';

test.each<[string, string | undefined]>([
  // English
  ['Fernholm Swan Kettle review: quiet at last', 'review'],
  ['Hands-on with the Lumo lamp', 'review'],
  ['Swan kettle: is it worth the hype?', 'review'],
  ['I used the Swan kettle for 30 days. Here is what broke', 'trial'],
  ['Six months later: the Lumo lamp', 'trial'],
  ['After 2 weeks of using only a cast iron pan', 'trial'],
  ['UNBOXING the new Fernholm kettle!!', 'unboxing'],
  ['How to descale a kettle', 'tutorial'],
  ['Crochet basket: step-by-step', 'tutorial'],
  ['DIY oak shelf', 'tutorial'],
  ['Spring clothing haul', 'haul'],
  ['Thrift HAUL | try on', 'haul'],
  ['Lumo 3 vs Lumo 4', 'comparison'],
  ['Fernholm Swan vs Fernholm Goose', 'comparison'],
  ['Four gooseneck kettles compared', 'comparison'],
  ['The 12 best kettles', 'guide'],
  ['Best running shoes for flat feet', 'guide'],
  ['Best kettles of 2026, tested', 'guide'],
  ['Gift ideas for tea lovers', 'guide'],
  ['How to choose a kettle', 'guide'],
  ['Best Black Friday deals on kettles', 'deal'],
  ['Take 40% off the Swan kettle today', 'deal'],
  ['Save $30 on the Lumo lamp', 'deal'],
  ['Fernholm unveils its first kettle without a cord', 'announcement'],
  ['Introducing the Lumo 4', 'announcement'],
  ['A day in my life as a potter', 'vlog'],
  ['Weekly vlog: market and clay', 'vlog'],
  ['Lemon cake recipe', 'recipe'],
  // German
  ['Fernholm Schwan im Test: leise und schnell', 'review'],
  ['Wasserkocher Testbericht', 'review'],
  ['Langzeittest: der Schwan nach einem Jahr', 'trial'],
  ['Nach 3 Monaten mit der Lumo-Lampe', 'trial'],
  ['Neue Lampe ausgepackt', 'unboxing'],
  ['Anleitung: Wasserkocher entkalken', 'tutorial'],
  ['Mein Drogerie-Haul im Mai', 'haul'],
  ['Wasserkocher im Vergleich', 'comparison'],
  ['Die besten Wasserkocher', 'guide'],
  ['Kaufberatung Lampen', 'guide'],
  ['20 % Rabatt auf Kessel', 'deal'],
  ['Schnäppchen des Tages', 'deal'],
  ['Fernholm stellt neuen Kessel vor', 'announcement'],
  ['Rezept für Zitronenkuchen', 'recipe'],
  // French
  ['Test de la bouilloire Cygne', 'review'],
  ['Mon avis sur la lampe Lumo', 'review'],
  ["J'ai testé la bouilloire Cygne pendant un mois", 'trial'],
  ['Déballage de la lampe', 'unboxing'],
  ['Comment nettoyer une bouilloire', 'tutorial'],
  ['Mes achats de mai', 'haul'],
  ['Comparatif de bouilloires', 'comparison'],
  ['Les meilleures bouilloires', 'guide'],
  ["Guide d'achat : lampes", 'guide'],
  ['Bon plan : la bouilloire à -30 %', 'deal'],
  ['Fernholm dévoile sa bouilloire sans fil', 'announcement'],
  ['Recette du gâteau au citron', 'recipe'],
  // Spanish
  ['Reseña de la tetera Cisne', 'review'],
  ['Probé la lámpara durante un mes', 'trial'],
  ['Cómo limpiar una tetera', 'tutorial'],
  ['Mis compras de mayo', 'haul'],
  ['Comparativa de teteras', 'comparison'],
  ['Las mejores teteras', 'guide'],
  ['Guía de compra: lámparas', 'guide'],
  ['Chollo: la tetera con 30 % de descuento', 'deal'],
  ['Fernholm lanza su tetera sin cable', 'announcement'],
  ['Receta de bizcocho de limón', 'recipe'],
  // Italian
  ['Recensione del bollitore Cigno', 'review'],
  ['Ho provato il bollitore per due settimane', 'trial'],
  ['Come pulire il bollitore', 'tutorial'],
  ['Bollitori a confronto', 'comparison'],
  ['I migliori bollitori', 'guide'],
  ['Codice sconto per il bollitore', 'deal'],
  ['Ricetta della torta al limone', 'recipe'],
  // Portuguese
  ['Resenha da chaleira Cisne', 'review'],
  ['Testei a chaleira por um mês', 'trial'],
  ['Como limpar a chaleira', 'tutorial'],
  ['Comparativo de chaleiras', 'comparison'],
  ['As melhores chaleiras', 'guide'],
  ['Cupom de desconto da semana', 'deal'],
  ['Receita de bolo de limão', 'recipe'],
  // Chinese
  ['天鹅水壶评测：安静', 'review'],
  ['水壶用了三个月，说说感受', 'trial'],
  ['新水壶开箱', 'unboxing'],
  ['水壶除垢教程', 'tutorial'],
  ['五月购物分享', 'haul'],
  ['两款水壶对比', 'comparison'],
  ['水壶选购指南', 'guide'],
  ['厨房好物推荐', 'guide'],
  ['水壶特价', 'deal'],
  ['新款水壶正式发布', 'announcement'],
  ['柠檬蛋糕的做法', 'recipe'],
  // Japanese
  ['白鳥ケトルのレビュー', 'review'],
  ['ケトルを一か月使ってみた', 'trial'],
  ['新しいランプを開封してみた', 'unboxing'],
  ['ケトルの洗い方と使い方', 'tutorial'],
  ['五月の購入品', 'haul'],
  ['ケトル3台を比較', 'comparison'],
  ['おすすめの電気ケトル10選', 'guide'],
  ['ケトルがセール中', 'deal'],
  ['白鳥ケトルの新型を発表', 'announcement'],
  ['レモンケーキのレシピ', 'recipe'],
  // Korean
  ['백조 주전자 리뷰', 'review'],
  ['주전자 한달 사용 후기', 'trial'],
  ['새 램프 언박싱', 'unboxing'],
  ['주전자 청소 방법', 'tutorial'],
  ['오월 쇼핑 하울', 'haul'],
  ['주전자 두 개 비교', 'comparison'],
  ['주전자 추천 순위', 'guide'],
  ['주전자 특가', 'deal'],
  ['백조 주전자 출시', 'announcement'],
  ['도예가의 브이로그', 'vlog'],
  ['레몬 케이크 레시피', 'recipe'],
  // Russian
  ['Обзор чайника «Лебедь»', 'review'],
  ['Распаковка новой лампы', 'unboxing'],
  ['Как почистить чайник', 'tutorial'],
  ['Мои покупки за май', 'haul'],
  ['Сравнение чайников', 'comparison'],
  ['Лучшие чайники', 'guide'],
  ['Скидки на чайники', 'deal'],
  ['Рецепт лимонного пирога', 'recipe'],
])('the title "%s" is of the form %s', (title, form) => {
  expect(formOf(title)).toBe(form);
});

test.each([
  'Waterworks stay public, council decides',
  'The year in review',
  'A peer-reviewed study of tea',
  'Striker tested positive',
  'Northfield vs Southfield: preview',
  'Northfield vs Southfield 2-1',
  'Clerk vs. Clay County',
  'A recipe for disaster',
  'Long-haul flights resume',
  'Trucks haul grain north',
  'Trade deal signed',
  'Minister announces new tax',
  'Why my sister is my best friend',
  'The best soup',
  'Three days in the hills',
  'Freed after three months',
  'Ministerin stellt neues Gesetz vor',
  'Corona-Test wird Pflicht',
  'Recettes fiscales en baisse',
  'Inflation : -3 % en mai',
  'Receita Federal muda regras',
  'Los mejores momentos del partido',
  'Без рецепта не продадут',
  'Отзыв лицензии у банка',
  '三折叠屏会成为主流吗',
  '如何看待水价上涨',
  '조선 후기의 도자기',
  'Swan Kettle 1.2 l, black',
  'Fernholm',
  '',
])('the title "%s" says nothing of its form', (title) => {
  expect(formOf(title)).toBeUndefined();
});

test.each<[string, string | undefined]>([
  ['Love this one 💛 #kettle #unboxing #home', 'unboxing'],
  ['May finds #sheinhaul', 'haul'],
  ['In this review we look at the Swan kettle.', 'review'],
  ['We tested over 40 kettles at home to find the best.', 'guide'],
  ['I have a kettle. I like it.', undefined],
  ['Wir haben den Kessel zwei Tage lang getestet.', 'review'],
  ['本期评测：天鹅水壶', 'review'],
])('the opening "%s" is of the form %s', (text, form) => {
  expect(formOf('Swan kettle', text)).toBe(form);
});

test('the title outweighs the text, and only the opening of the text counts', () => {
  expect(formOf('How to descale a kettle', '#unboxing')).toBe('tutorial');
  expect(formOf('Swan kettle', `${'Some words. '.repeat(80)} In this review`)).toBeUndefined();
});

test('a snapshot gets its form unless it has one or is of nothing that was made', () => {
  const page = { platform: 'web', url: 'https://a.example/', title: 'Kettle review', products: [], shopLinks: [] } as const;
  const snapshot = (more: object) => withForm({ kind: 'video', ...page, products: [], shopLinks: [], ...more }).form;
  expect(snapshot({})).toBe('review');
  expect(snapshot({ form: 'haul' })).toBe('haul');
  expect(snapshot({ kind: 'profile' })).toBeUndefined();
  expect(snapshot({ title: 'Kettle' })).toBeUndefined();
});

test('the form is found in bounded time, whatever the text', () => {
  const started = performance.now();
  for (const text of ['a '.repeat(5000), 'best '.repeat(2000), 'i tried '.repeat(2000), '#'.repeat(5000), '개'.repeat(5000)])
    expect([...contentForms, undefined]).toContain(formOf(text, text));
  expect(performance.now() - started).toBeLessThan(500);
});
