import type { Shape } from './catalogue.ts';
import type { Words } from './en.ts';
import { plural } from './plural.ts';

export const ru: Shape<Words> = {
  brand: 'Recount',
  languageName: 'Русский',
  skip: 'К содержанию',
  regions: { header: 'Дело и поиск', rail: 'Экраны и тексты', view: 'Экран', pane: 'Отрывок', notices: 'Сообщения' },
  screens: {
    first: { title: 'Первая страница', shows: 'Что есть в деле, самые острые находки и чего недостаёт' },
    chronicle: { title: 'Хроника', shows: 'Что и когда произошло: самое раннее и самое позднее возможное время' },
    figures: { title: 'Цифры', shows: 'Вопросы, на которые отвечают числа: кто какое число назвал и когда' },
    findings: { title: 'Находки', shows: 'Утверждения, которые не могут быть верны вместе, и всё прочее, что стоит внимания' },
    reader: { title: 'Чтение', shows: 'Текст целиком со всем, что в нём прочитано' },
    lineage: { title: 'Происхождение', shows: 'Кто у кого переписал и что при этом изменилось' },
    voices: { title: 'Голоса', shows: 'Кто что сказал и когда' },
    people: { title: 'Люди', shows: 'Люди, организации и места: под какими именами они встречаются' },
    evidence: { title: 'Доказательства', shows: 'Оригиналы, их хеши и кто что с ними делал' },
    report: { title: 'Отчёт', shows: 'Что выходит из дела: выбрать, упорядочить, заменить имена, выпустить' },
    search: { title: 'Поиск', shows: 'Слова во всех текстах и утверждениях' },
  },
  header: {
    noCase: 'Дело не открыто', search: 'Искать в деле', searchHint: 'Искать в текстах и утверждениях', menu: 'Меню', commands: 'Команды', keys: 'Клавиши',
    look: 'Оформление', system: 'Как в системе', light: 'Светлое', dark: 'Тёмное', language: 'Язык', closeCase: 'Закрыть дело',
  },
  status: {
    connecting: 'Соединение…', saved: 'Сохранено', saving: 'Сохраняется…', offline: 'Нет связи', refused: 'Нет ключа', readOnly: 'Только чтение',
    failed: 'Сборка не удалась', opening: 'Открывается', adding: 'Добавляется', reading: 'Читается', reckoning: 'Вычисляется', checking: 'Проверяется', empty: 'Ещё ничего не собрано',
    of: (done, total) => `${done} из ${total}`,
  },
  rail: {
    accounts: 'Тексты', undated: 'без даты', none: 'Текстов пока нет', add: 'Добавить документы…', goTo: 'Нажмите g, затем',
    holds: (figures, statements) => `${figures}, ${statements}`,
  },
  counted: {
    figures: plural('ru', { one: '# цифра', few: '# цифры', many: '# цифр', other: '# цифры' }),
    statements: plural('ru', { one: '# высказывание', few: '# высказывания', many: '# высказываний', other: '# высказывания' }),
    findings: plural('ru', { one: '# находка', few: '# находки', many: '# находок', other: '# находки' }),
    accounts: plural('ru', { one: '# текст', few: '# текста', many: '# текстов', other: '# текста' }),
    quotes: plural('ru', { one: '# отрывок', few: '# отрывка', many: '# отрывков', other: '# отрывка' }),
    rows: plural('ru', { one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
    marks: plural('ru', { one: '# пометка', few: '# пометки', many: '# пометок', other: '# пометки' }),
    blocks: plural('ru', { one: '# абзац', few: '# абзаца', many: '# абзацев', other: '# абзаца' }),
    findingsGone: plural('ru', { one: '# находка исчезла', few: '# находки исчезли', many: '# находок исчезло', other: '# находки исчезло' }),
    findingsNew: plural('ru', { one: '# новая находка', few: '# новые находки', many: '# новых находок', other: '# новой находки' }),
    figuresGone: plural('ru', { one: '# цифра исчезла', few: '# цифры исчезли', many: '# цифр исчезло', other: '# цифры исчезло' }),
    figuresNew: plural('ru', { one: '# новая цифра', few: '# новые цифры', many: '# новых цифр', other: '# новой цифры' }),
    entriesGone: plural('ru', { one: '# запись исчезла', few: '# записи исчезли', many: '# записей исчезло', other: '# записи исчезло' }),
    entriesNew: plural('ru', { one: '# новая запись', few: '# новые записи', many: '# новых записей', other: '# новой записи' }),
    entriesMoved: plural('ru', { one: '# запись с другим временем', few: '# записи с другим временем', many: '# записей с другим временем', other: '# записи с другим временем' }),
    decisions: plural('ru', { one: '# решение', few: '# решения', many: '# решений', other: '# решения' }),
    documents: plural('ru', { one: '# документ', few: '# документа', many: '# документов', other: '# документа' }),
    diagnostics: plural('ru', { one: '# замечание', few: '# замечания', many: '# замечаний', other: '# замечания' }),
  },
  banner: {
    offline: 'Программа не отвечает', offlineDo: 'На экране то, что она сообщила последним; ничего не потеряно. Попытки повторяются сами.', tryNow: 'Попробовать сейчас',
    refused: 'У этой страницы нет ключа', refusedDo: 'Откройте адрес, который напечатала команда recount serve при запуске: ключ в нём.',
    gone: 'Дела больше нет на месте', goneDo: 'Папку переместили или удалили, пока дело было открыто. Откройте его там, где оно теперь.', openOther: 'Открыть другое дело',
    readOnly: 'Дело открыто только для чтения', readOnlyDo: 'Решения в нём записать нельзя.',
    failed: 'Последняя сборка не удалась', failedDo: 'На экране результат предыдущей сборки, если она была.', seeRemarks: 'Посмотреть замечания',
  },
  states: {
    loading: 'Загружается…', nothingHere: 'Здесь пока ничего нет', nothingFits: 'Под фильтр ничего не подходит', clearFilter: 'Снять фильтр',
    addDocuments: 'Добавить документы…', wentWrong: 'Показать не удалось', tryAgain: 'Попробовать ещё раз', toFirst: 'На первую страницу',
    building: 'Ещё собирается: появится здесь само', notFound: 'Такого экрана нет',
  },
  pane: {
    title: 'Отрывок', empty: 'Выберите что-нибудь, и здесь появится отрывок, на котором оно стоит', close: 'Закрыть', open: 'Показать отрывок', openWhole: 'Открыть текст целиком',
    standsOn: 'Стоит на', usedBy: 'Используется в', decisions: 'Решения', noQuote: 'Отрывка для этого нет',
    of: (n, total) => `Отрывок ${n} из ${total}`, next: 'Следующий отрывок', previous: 'Предыдущий отрывок',
  },
  quote: {
    moved: 'Эти слова стоят теперь в другом месте', missing: 'Этих слов там больше нет', open: (place) => `Открыть: ${place}`,
    says: 'говорит', account: (n) => `Текст ${n}`,
  },
  decide: {
    accept: 'Принять', reject: 'Отклонить', unsure: 'Неясно', note: 'Примечание…', withdraw: 'Отозвать', save: 'Сохранить', cancel: 'Отмена',
    noteLabel: 'Почему (хранится вместе с решением)', accepted: 'Принято', rejected: 'Отклонено', marked: 'Неясно', withdrawn: 'Отозвано', other: 'Решено',
    noted: 'Примечание сохранено', undone: 'Отменено', redone: 'Повторено', notSaved: 'Не сохранено', readOnly: 'Дело открыто только для чтения', nothingToUndo: 'Отменять нечего',
    nothingToRedo: 'Повторять нечего', undo: 'Отменить', open: 'Не решено', reckoned: 'Последствия ещё вычисляются', nothingChanged: 'Больше ничего не меняется',
  },
  bounds: { floor: (before, after) => `нижняя граница ${before} → ${after}`, ceiling: (before, after) => `верхняя граница ${before} → ${after}`, best: (before, after) => `число ${before} → ${after}`, none: 'нет' },
  holds: { always: 'При любом прочтении', 'on-reading': 'При одном из прочтений', possible: 'Возможно' },
  table: {
    sortBy: (column) => `Упорядочить: ${column}`, copied: 'Скопировано', selected: 'выбрано', copy: 'Копировать для таблицы', loading: '…',
    help: 'Стрелки двигают, пробел выбирает, Ctrl-C копирует, Enter открывает',
  },
  split: { label: 'Ширина списка' },
  palette: { title: 'Команды', placeholder: 'Введите команду…', none: 'Такой команды нет' },
  help: {
    title: 'Клавиши', single: 'Одиночные клавиши', singleOn: 'Одиночные клавиши действуют, когда не вводится текст', here: 'На этом экране', everywhere: 'Везде', list: 'Списки', decide: 'Решения', go: 'Перейти',
    close: 'Закрыть',
  },
  actions: {
    goTo: (screen) => `Перейти: ${screen}`, next: 'Следующее', previous: 'Предыдущее', open: 'Открыть отрывок', accept: 'Принять', reject: 'Отклонить', unsure: 'Неясно', note: 'Добавить примечание…',
    undo: 'Отменить', redo: 'Повторить', filter: 'Фильтр или поиск', palette: 'Все команды…', help: 'Показать клавиши', back: 'Назад, закрыть', pane: 'Показать или скрыть отрывок',
    table: 'Таблица или рисунок', keysOff: 'Выключить или включить одиночные клавиши', theme: 'Светлое, тёмное или как в системе', language: (name) => `Язык: ${name}`, print: 'Напечатать…',
    closeCase: 'Закрыть дело', addDocuments: 'Добавить документы…',
  },
  kinds: {
    time: 'Время', figure: 'Цифра', name: 'Имя', quote: 'Высказывание', claim: 'Утверждение', finding: 'Находка', entry: 'Запись хроники', question: 'Вопрос', account: 'Текст',
    reuse: 'Заимствованный отрывок', original: 'Оригинал', translation: 'Перевод', person: 'Человек', entity: 'Лицо или предмет', event: 'Событие',
  },
  upload: {
    drop: 'Бросьте документы сюда', running: (done, total) => `Добавляется ${done} из ${total}…`, new: 'новый', known: 'уже есть', refused: 'не принят', failed: 'не добавлен',
    done: 'Добавлено', again: 'Попробовать ещё раз', close: 'Закрыть', outcomes: 'Что стало с каждым документом',
  },
};
