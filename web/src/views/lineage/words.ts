import { catalogue } from '../../words/catalogue.ts';
import { plural } from '../../words/plural.ts';

export const words = catalogue({
  en: {
    tabs: 'What is shown', pairs: 'Pairs', points: 'Talking points', translations: 'Translations', filter: 'Filter by account', credit: 'Credit', anyCredit: 'Credited or not', credited: 'Credited', uncredited: 'No credit given',
    picture: 'Picture', table: 'Table', from: 'From', to: 'To', direction: 'Direction', shared: 'Words shared', passages: 'Passages', edits: 'Changes', undated: 'Without a date', pictureLabel: 'Accounts by time of writing, and which share words',
    legend: 'Key', directed: 'direction known', undirected: 'direction not known', width: 'the wider, the more words are shared', only: (n: number) => `Only account ${n}`, showAll: 'Show all accounts',
    most: (shown: number, all: number) => `${shown} of ${all} accounts are drawn: those that share most. Filter by account, or see the table.`,
    choose: 'Select a pair to see its passages side by side', why: 'Why', changes: 'Which changes', allPassages: 'All passages', passage: (n: number, of: number) => `Passage ${n} of ${of}`, nextPassage: 'Next passage', previousPassage: 'Previous passage',
    pairCount: plural('en', { one: '# pair', other: '# pairs' }), more: plural('en', { one: '# more reason', other: '# more reasons' }),
    noPoints: 'No wording is shared by several speakers beyond chance', pointsNote: 'Similar wording in several mouths, and how likely it is by chance. It does not say that anybody arranged it.',
    noTranslations: 'No two accounts tell the same facts in other words', sameFacts: 'Facts in the order in which both accounts tell them', speaker: 'Speaker', chain: 'Through whom', words: 'Words', place: 'Place', old: 'Before', new: 'After', kind: 'Change', open: 'Open', similar: 'Similar wording',
  },
  ru: {
    tabs: 'Что показано', pairs: 'Пары', points: 'Схожие формулировки', translations: 'Переводы', filter: 'Какие сообщения', credit: 'Ссылка', anyCredit: 'Со ссылкой и без', credited: 'Со ссылкой', uncredited: 'Без ссылки',
    picture: 'Схема', table: 'Таблица', from: 'Откуда', to: 'Куда', direction: 'Направление', shared: 'Общие слова', passages: 'Отрывки', edits: 'Изменения', undated: 'Без даты', pictureLabel: 'Сообщения по времени написания и у каких есть общие слова',
    legend: 'Обозначения', directed: 'направление известно', undirected: 'направление неизвестно', width: 'чем шире, тем больше общих слов', only: (n) => `Только сообщение ${n}`, showAll: 'Показать все сообщения',
    most: (shown, all) => `Показаны ${shown} из ${all} сообщений: те, у которых больше всего общего. Отберите по сообщению или откройте таблицу.`,
    choose: 'Выберите пару, чтобы увидеть её отрывки рядом', why: 'Почему', changes: 'Какие изменения', allPassages: 'Все отрывки', passage: (n, of) => `Отрывок ${n} из ${of}`, nextPassage: 'Следующий отрывок', previousPassage: 'Предыдущий отрывок',
    pairCount: plural('ru', { one: '# пара', few: '# пары', many: '# пар', other: '# пары' }), more: plural('ru', { one: 'ещё # причина', few: 'ещё # причины', many: 'ещё # причин', other: 'ещё # причины' }),
    noPoints: 'Нет формулировок, общих у нескольких говорящих сверх случайного', pointsNote: 'Схожие слова у нескольких говорящих и насколько это вероятно случайно. Это не значит, что кто-то договорился.',
    noTranslations: 'Нет двух сообщений, которые передают те же факты другими словами', sameFacts: 'Факты в том порядке, в каком их передают оба сообщения', speaker: 'Говорящий', chain: 'Через кого', words: 'Слова', place: 'Место', old: 'Было', new: 'Стало', kind: 'Изменение', open: 'Открыть', similar: 'Схожие слова',
  },
  kk: {
    tabs: 'Не көрсетілген', pairs: 'Жұптар', points: 'Ұқсас сөз орамдары', translations: 'Аудармалар', filter: 'Қай хабарламалар', credit: 'Сілтеме', anyCredit: 'Сілтемелі және сілтемесіз', credited: 'Сілтемесі бар', uncredited: 'Сілтемесі жоқ',
    picture: 'Сызба', table: 'Кесте', from: 'Қайдан', to: 'Қайда', direction: 'Бағыты', shared: 'Ортақ сөздер', passages: 'Үзінділер', edits: 'Өзгерістер', undated: 'Күні жоқ', pictureLabel: 'Жазылған уақыты бойынша хабарламалар және қайсысының ортақ сөздері бар',
    legend: 'Белгілер', directed: 'бағыты белгілі', undirected: 'бағыты белгісіз', width: 'неғұрлым қалың болса, ортақ сөз соғұрлым көп', only: (n) => `Тек ${n}-хабарлама`, showAll: 'Барлық хабарламаны көрсету',
    most: (shown, all) => `${all} хабарламаның ${shown} көрсетілген: ортақ сөзі ең көптері. Хабарлама бойынша сүзіңіз немесе кестені ашыңыз.`,
    choose: 'Үзінділерді қатар көру үшін жұпты таңдаңыз', why: 'Неліктен', changes: 'Қандай өзгерістер', allPassages: 'Барлық үзінді', passage: (n, of) => `${of} үзіндінің ${n}-сі`, nextPassage: 'Келесі үзінді', previousPassage: 'Алдыңғы үзінді',
    pairCount: plural('kk', { one: '# жұп', other: '# жұп' }), more: plural('kk', { one: 'тағы # себеп', other: 'тағы # себеп' }),
    noPoints: 'Бірнеше сөйлеушіде кездейсоқтан артық ортақ сөз орамы жоқ', pointsNote: 'Бірнеше сөйлеушінің ұқсас сөздері және оның кездейсоқ болу ықтималдығы. Бұл біреулер келісті дегенді білдірмейді.',
    noTranslations: 'Бір деректерді басқа сөзбен жеткізетін екі хабарлама жоқ', sameFacts: 'Екі хабарлама да жеткізетін ретімен деректер', speaker: 'Сөйлеуші', chain: 'Кім арқылы', words: 'Сөздер', place: 'Орны', old: 'Бұрын', new: 'Кейін', kind: 'Өзгеріс', open: 'Ашу', similar: 'Ұқсас сөздер',
  },
});
