import { catalogue } from '../../words/catalogue.ts';

export const words = catalogue({
  en: {
    title: 'Since you were last here', nobody: 'without a name', all: 'In the custody log', last: (at: string) => `on ${at}`,
    counts: { originals: 'Originals', accounts: 'Accounts', figures: 'Figures', statements: 'Statements', claims: 'Claims', copied_passages: 'Copied passages', questions: 'Questions', findings: 'Findings', chronicle_entries: 'Entries of the chronicle', times: 'Times', decisions: 'Decisions' },
  },
  ru: {
    title: 'С прошлого раза', nobody: 'без имени', all: 'В истории хранения', last: (at) => `то есть с ${at}`,
    counts: { originals: 'Оригиналы', accounts: 'Сообщения', figures: 'Числа', statements: 'Высказывания', claims: 'Утверждения', copied_passages: 'Заимствованные отрывки', questions: 'Вопросы', findings: 'Находки', chronicle_entries: 'Записи хроники', times: 'Времена', decisions: 'Решения' },
  },
  kk: {
    title: 'Соңғы келгеннен бері', nobody: 'атсыз', all: 'Сақтау тарихында', last: (at) => `${at} бастап`,
    counts: { originals: 'Түпнұсқалар', accounts: 'Хабарламалар', figures: 'Сандар', statements: 'Айтылғандар', claims: 'Тұжырымдар', copied_passages: 'Көшірілген үзінділер', questions: 'Сұрақтар', findings: 'Анықталған жайттар', chronicle_entries: 'Шежіре жазбалары', times: 'Уақыттар', decisions: 'Шешімдер' },
  },
});
