import { catalogue } from '../../words/catalogue.ts';
import { plural } from '../../words/plural.ts';

export const words = catalogue({
  en: {
    filter: 'Filter by words', places: 'Place', anyPlace: 'Any place', accounts: 'Account', anyAccount: 'Any account', account: (n: string) => `Account ${n}`, states: 'Which are shown', all: 'All', disputed: 'disputed', unordered: 'order not known', planned: 'planned',
    several: 'in several accounts', lanes: 'Lanes', laneKinds: { none: 'No lanes', place: 'By place', account: 'By account' }, noPlace: 'No place named', table: 'Table', picture: 'Picture',
    axis: 'Time axis', nearer: 'Nearer', further: 'Further', fit: 'Fit all', earlier: 'Earlier', later: 'Later', days: 'Days', hours: 'Hours', minutes: 'Minutes', zone: (zone: string) => `Times in ${zone}`, shown: (from: string, to: string) => `${from} to ${to}`,
    sections: { background: 'What came before', core: 'What happened', planned: 'Planned or announced', aftermath: 'What came after', undated: 'Without a time: not placed' },
    gap: 'Nobody tells of', when: 'When', what: 'What', place: 'Place', told: 'Told by', phase: 'Part', state: 'State', decision: 'Decision', earliest: 'Earliest (UTC)', earliestTold: 'Earliest (as told)', latestTold: 'Latest (as told)', noZone: 'No zone set: days as told', noZoneHelp: 'The case has no time zone, so days and clocks are drawn as the accounts tell them.', latest: 'Latest (UTC)', identity: 'Id',
    supports: 'Told so', disputes: 'Told otherwise', none: 'Nobody', picked: 'chosen', pick: 'Choose for merging', merge: 'Merge the two', mergeHint: 'Choose one more entry to merge with it', clear: 'Choose none',
    split: 'Take out of this entry', claims: 'Claims in this entry', back: 'Close', keysAxis: 'Drag or use the arrow keys to move, Ctrl and the wheel or + and − to zoom', cycle: 'Lanes: none, by place, by account',
    entries: plural('en', { one: '# entry', other: '# entries' }), disputedOf: plural('en', { one: '# disputed', other: '# disputed' }), toldBy: plural('en', { one: 'account', other: 'accounts' }),
  },
  ru: {
    filter: 'Отобрать по словам', places: 'Место', anyPlace: 'Любое место', accounts: 'Сообщение', anyAccount: 'Любое сообщение', account: (n: string) => `Сообщение ${n}`, states: 'Какие показаны', all: 'Все', disputed: 'спорно', unordered: 'порядок неизвестен', planned: 'намечено',
    several: 'в нескольких сообщениях', lanes: 'Дорожки', laneKinds: { none: 'Без дорожек', place: 'По местам', account: 'По сообщениям' }, noPlace: 'Место не названо', table: 'Таблица', picture: 'Рисунок',
    axis: 'Ось времени', nearer: 'Ближе', further: 'Дальше', fit: 'Всё целиком', earlier: 'Раньше', later: 'Позже', days: 'Дни', hours: 'Часы', minutes: 'Минуты', zone: (zone: string) => `Время: ${zone}`, shown: (from: string, to: string) => `от ${from} до ${to}`,
    sections: { background: 'Что было раньше', core: 'Что произошло', planned: 'Намечено или объявлено', aftermath: 'Что было после', undated: 'Без времени: места на оси нет' },
    gap: 'Никто не рассказывает о времени', when: 'Когда', what: 'Что', place: 'Место', told: 'В каких сообщениях', phase: 'Часть', state: 'Состояние', decision: 'Решение', earliest: 'Не раньше (UTC)', earliestTold: 'Не раньше (как сказано)', latestTold: 'Не позже (как сказано)', noZone: 'Пояс не задан: дни как в рассказах', noZoneHelp: 'У дела нет часового пояса, поэтому дни и часы нарисованы так, как о них сказано.', latest: 'Не позже (UTC)', identity: 'Ид.',
    supports: 'Рассказано так', disputes: 'Рассказано иначе', none: 'Никем', picked: 'выбрано', pick: 'Выбрать для объединения', merge: 'Объединить обе', mergeHint: 'Выберите ещё одну запись, чтобы объединить с ней', clear: 'Снять выбор',
    split: 'Вынуть из этой записи', claims: 'Утверждения в этой записи', back: 'Закрыть', keysAxis: 'Двигать: мышью или стрелками; приближать: Ctrl и колесо или + и −', cycle: 'Дорожки: нет, по местам, по сообщениям',
    entries: plural('ru', { one: '# запись', few: '# записи', many: '# записей', other: '# записи' }), disputedOf: plural('ru', { one: '# спорная', few: '# спорные', many: '# спорных', other: '# спорных' }), toldBy: plural('ru', { one: 'сообщение', few: 'сообщения', many: 'сообщения', other: 'сообщения' }),
  },
  kk: {
    filter: 'Сөз бойынша іріктеу', places: 'Орын', anyPlace: 'Кез келген орын', accounts: 'Хабарлама', anyAccount: 'Кез келген хабарлама', account: (n: string) => `${n}-хабарлама`, states: 'Қайсысы көрсетіледі', all: 'Барлығы', disputed: 'даулы', unordered: 'реті белгісіз', planned: 'жоспарланған',
    several: 'бірнеше хабарламада', lanes: 'Жолақтар', laneKinds: { none: 'Жолақсыз', place: 'Орын бойынша', account: 'Хабарлама бойынша' }, noPlace: 'Орны аталмаған', table: 'Кесте', picture: 'Сурет',
    axis: 'Уақыт осі', nearer: 'Жақындату', further: 'Алыстату', fit: 'Түгел көрсету', earlier: 'Ертерек', later: 'Кейінірек', days: 'Күндер', hours: 'Сағаттар', minutes: 'Минуттар', zone: (zone: string) => `Уақыт: ${zone}`, shown: (from: string, to: string) => `${from} – ${to}`,
    sections: { background: 'Бұрын болғаны', core: 'Не болды', planned: 'Жоспарланған немесе жарияланған', aftermath: 'Кейін болғаны', undated: 'Уақыты жоқ: осьте орны жоқ' },
    gap: 'Ешкім айтпайтын уақыт:', when: 'Қашан', what: 'Не', place: 'Орын', told: 'Қай хабарламада', phase: 'Бөлігі', state: 'Күйі', decision: 'Шешім', earliest: 'Ең ерте (UTC)', earliestTold: 'Ең ерте (айтылғанша)', latestTold: 'Ең кеш (айтылғанша)', noZone: 'Белдеу берілмеген: күндер айтылғанша', noZoneHelp: 'Істің уақыт белдеуі жоқ, сондықтан күндер мен сағаттар айтылғандай салынған.', latest: 'Ең кеш (UTC)', identity: 'Белгісі',
    supports: 'Осылай айтылған', disputes: 'Басқаша айтылған', none: 'Ешкім', picked: 'таңдалған', pick: 'Біріктіруге таңдау', merge: 'Екеуін біріктіру', mergeHint: 'Біріктіру үшін тағы бір жазбаны таңдаңыз', clear: 'Таңдауды алу',
    split: 'Осы жазбадан шығару', claims: 'Осы жазбадағы тұжырымдар', back: 'Жабу', keysAxis: 'Жылжыту: тінтуірмен не бағыттармен; жақындату: Ctrl мен дөңгелек не + және −', cycle: 'Жолақтар: жоқ, орын, хабарлама бойынша',
    entries: plural('kk', { one: '# жазба', other: '# жазба' }), disputedOf: plural('kk', { one: '# даулы', other: '# даулы' }), toldBy: plural('kk', { one: 'хабарлама', other: 'хабарламалар' }),
  },
});
