import { catalogue } from '../../words/catalogue.ts';
import { plural } from '../../words/plural.ts';

export const words = catalogue({
  en: {
    tabs: 'What is shown', speakers: 'Speakers', people: 'People', filter: 'Filter by name or role', speaker: 'Speaker', roles: 'Roles', statements: 'Statements', accounts: 'Accounts',
    choose: 'Select a speaker to read what they say', modes: 'How it is told', all: 'All', chain: 'Through whom', knowing: 'How they know', said: 'Said', unsaid: 'When it was said is not known', mode: 'Told as', words: 'Words', place: 'Place',
    distanced: 'the account keeps its distance', shared: 'Words shared with others', nextSpeaker: 'Next speaker', previousSpeaker: 'Previous speaker', table: 'Table', cards: 'Text',
    count: plural('en', { one: '# speaker', other: '# speakers' }),
  },
  ru: {
    tabs: 'Что показано', speakers: 'Говорящие', people: 'Люди', filter: 'Имя или роль', speaker: 'Говорящий', roles: 'Роли', statements: 'Сказано', accounts: 'Сообщения',
    choose: 'Выберите говорящего, чтобы прочесть, что он говорит', modes: 'Как передано', all: 'Все', chain: 'Через кого', knowing: 'Откуда известно', said: 'Сказано', unsaid: 'Когда сказано, неизвестно', mode: 'Передано как', words: 'Слова', place: 'Место',
    distanced: 'сообщение держится в стороне от этих слов', shared: 'Слова, общие с другими', nextSpeaker: 'Следующий говорящий', previousSpeaker: 'Предыдущий говорящий', table: 'Таблица', cards: 'Текст',
    count: plural('ru', { one: '# говорящий', few: '# говорящих', many: '# говорящих', other: '# говорящих' }),
  },
  kk: {
    tabs: 'Не көрсетілген', speakers: 'Сөйлеушілер', people: 'Адамдар', filter: 'Аты немесе рөлі', speaker: 'Сөйлеуші', roles: 'Рөлдері', statements: 'Айтқандары', accounts: 'Хабарламалар',
    choose: 'Не айтқанын оқу үшін сөйлеушіні таңдаңыз', modes: 'Қалай жеткізілген', all: 'Барлығы', chain: 'Кім арқылы', knowing: 'Қайдан біледі', said: 'Айтылған уақыты', unsaid: 'Қашан айтылғаны белгісіз', mode: 'Жеткізілуі', words: 'Сөздер', place: 'Орны',
    distanced: 'хабарлама бұл сөзден қашықтық сақтайды', shared: 'Басқалармен ортақ сөздер', nextSpeaker: 'Келесі сөйлеуші', previousSpeaker: 'Алдыңғы сөйлеуші', table: 'Кесте', cards: 'Мәтін',
    count: plural('kk', { one: '# сөйлеуші', other: '# сөйлеуші' }),
  },
});
