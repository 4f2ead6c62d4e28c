import type { Shape } from './catalogue.ts';
import type { Words } from './en.ts';
import { plural } from './plural.ts';

export const kk: Shape<Words> = {
  brand: 'Recount',
  languageName: 'Қазақша',
  skip: 'Мазмұнға өту',
  regions: { header: 'Іс және іздеу', rail: 'Экрандар мен мәтіндер', view: 'Экран', pane: 'Үзінді', notices: 'Хабарлар' },
  screens: {
    first: { title: 'Бірінші бет', shows: 'Істе не бар, ең өткір табылғандар және не жетіспейді' },
    chronicle: { title: 'Шежіре', shows: 'Не қашан болды: ең ерте және ең кеш мүмкін уақыты' },
    figures: { title: 'Сандар', shows: 'Сандар жауап беретін сұрақтар: кім қандай санды қашан айтты' },
    findings: { title: 'Табылғандар', shows: 'Бірге дұрыс бола алмайтын тұжырымдар және назар аударарлық басқа нәрселер' },
    reader: { title: 'Оқу', shows: 'Мәтін толығымен, одан оқылғанның бәрімен' },
    lineage: { title: 'Шығу тегі', shows: 'Кім кімнен көшірді және жолда не өзгерді' },
    voices: { title: 'Дауыстар', shows: 'Кім не айтты және қашан' },
    people: { title: 'Адамдар', shows: 'Адамдар, ұйымдар мен жерлер: қандай атаулармен кездеседі' },
    evidence: { title: 'Дәлелдемелер', shows: 'Түпнұсқалар, олардың хештері және олармен кім не істеді' },
    report: { title: 'Есеп', shows: 'Істен не шығады: таңдау, реттеу, атауларды ауыстыру, шығару' },
    search: { title: 'Іздеу', shows: 'Барлық мәтіндер мен тұжырымдардағы сөздер' },
  },
  header: {
    noCase: 'Іс ашылмаған', search: 'Істен іздеу', searchHint: 'Мәтіндер мен тұжырымдардан іздеу', menu: 'Мәзір', commands: 'Командалар', keys: 'Пернелер',
    look: 'Көрініс', system: 'Жүйедегідей', light: 'Ашық', dark: 'Қараңғы', language: 'Тіл', closeCase: 'Істі жабу',
  },
  status: {
    connecting: 'Қосылуда…', saved: 'Сақталды', saving: 'Сақталуда…', offline: 'Байланыс жоқ', refused: 'Кілт жоқ', readOnly: 'Тек оқу',
    failed: 'Құрастыру сәтсіз', opening: 'Ашылуда', adding: 'Қосылуда', reading: 'Оқылуда', reckoning: 'Есептелуде', checking: 'Тексерілуде', empty: 'Әлі ештеңе құрастырылмаған',
    of: (done, total) => `${done} / ${total}`,
  },
  rail: {
    accounts: 'Мәтіндер', undated: 'күні жоқ', none: 'Мәтіндер әлі жоқ', add: 'Құжаттар қосу…', goTo: 'g басыңыз, сосын',
    holds: (figures, statements) => `${figures}, ${statements}`,
  },
  counted: {
    figures: plural('kk', { one: '# сан', other: '# сан' }),
    statements: plural('kk', { one: '# сөз', other: '# сөз' }),
    findings: plural('kk', { one: '# табылған', other: '# табылған' }),
    accounts: plural('kk', { one: '# мәтін', other: '# мәтін' }),
    quotes: plural('kk', { one: '# үзінді', other: '# үзінді' }),
    rows: plural('kk', { one: '# жол', other: '# жол' }),
    marks: plural('kk', { one: '# белгі', other: '# белгі' }),
    blocks: plural('kk', { one: '# абзац', other: '# абзац' }),
    findingsGone: plural('kk', { one: '# табылған жоғалды', other: '# табылған жоғалды' }),
    findingsNew: plural('kk', { one: '# жаңа табылған', other: '# жаңа табылған' }),
    figuresGone: plural('kk', { one: '# сан жоғалды', other: '# сан жоғалды' }),
    figuresNew: plural('kk', { one: '# жаңа сан', other: '# жаңа сан' }),
    entriesGone: plural('kk', { one: '# жазба жоғалды', other: '# жазба жоғалды' }),
    entriesNew: plural('kk', { one: '# жаңа жазба', other: '# жаңа жазба' }),
    entriesMoved: plural('kk', { one: '# жазбаның уақыты өзгерді', other: '# жазбаның уақыты өзгерді' }),
    decisions: plural('kk', { one: '# шешім', other: '# шешім' }),
    documents: plural('kk', { one: '# құжат', other: '# құжат' }),
    diagnostics: plural('kk', { one: '# ескерту', other: '# ескерту' }),
  },
  banner: {
    offline: 'Бағдарлама жауап бермейді', offlineDo: 'Экранда оның соңғы айтқаны тұр; ештеңе жоғалған жоқ. Қайта сұрау өздігінен жүреді.', tryNow: 'Қазір көру',
    refused: 'Бұл бетте кілт жоқ', refusedDo: 'recount serve іске қосылғанда басып шығарған мекенжайды ашыңыз: кілт сонда.',
    gone: 'Іс орнында жоқ', goneDo: 'Іс ашық тұрғанда оның қалтасы жылжытылды немесе жойылды. Оны қазіргі орнынан ашыңыз.', openOther: 'Басқа істі ашу',
    readOnly: 'Іс тек оқуға ашылған', readOnlyDo: 'Онда шешім жазуға болмайды.',
    failed: 'Соңғы құрастыру сәтсіз болды', failedDo: 'Экранда алдыңғы құрастырудың нәтижесі, егер ол болса.', seeRemarks: 'Ескертулерді көру',
  },
  states: {
    loading: 'Жүктелуде…', nothingHere: 'Мұнда әлі ештеңе жоқ', nothingFits: 'Сүзгіге ештеңе сәйкес келмейді', clearFilter: 'Сүзгіні алу',
    addDocuments: 'Құжаттар қосу…', wentWrong: 'Көрсету мүмкін болмады', tryAgain: 'Қайта көру', toFirst: 'Бірінші бетке өту',
    building: 'Әлі құрастырылуда: мұнда өзі пайда болады', notFound: 'Мұндай экран жоқ',
  },
  pane: {
    title: 'Үзінді', empty: 'Бір нәрсені таңдаңыз, сонда ол сүйенетін үзінді осында көрінеді', close: 'Жабу', open: 'Үзіндіні көрсету', openWhole: 'Мәтінді толық ашу',
    standsOn: 'Неге сүйенеді', usedBy: 'Қайда қолданылады', decisions: 'Шешімдер', noQuote: 'Бұған үзінді сақталмаған',
    of: (n, total) => `${n}-үзінді, барлығы ${total}`, next: 'Келесі үзінді', previous: 'Алдыңғы үзінді',
  },
  quote: {
    moved: 'Бұл сөздер енді басқа жерде тұр', missing: 'Бұл сөздер онда енді жоқ', open: (place) => `Ашу: ${place}`,
    says: 'айтады', account: (n) => `${n}-мәтін`,
  },
  decide: {
    accept: 'Қабылдау', reject: 'Қабылдамау', unsure: 'Белгісіз', note: 'Ескертпе…', withdraw: 'Қайтарып алу', save: 'Сақтау', cancel: 'Болдырмау',
    noteLabel: 'Неліктен (шешіммен бірге сақталады)', accepted: 'Қабылданды', rejected: 'Қабылданбады', marked: 'Белгісіз', withdrawn: 'Қайтарылды', other: 'Шешілді',
    noted: 'Ескертпе сақталды', undone: 'Болдырылмады', redone: 'Қайталанды', notSaved: 'Сақталмады', readOnly: 'Іс тек оқуға ашылған', nothingToUndo: 'Болдырмайтын ештеңе жоқ',
    nothingToRedo: 'Қайталайтын ештеңе жоқ', undo: 'Болдырмау', open: 'Шешілмеген', reckoned: 'Салдары әлі есептелуде', nothingChanged: 'Басқа ештеңе өзгермейді',
  },
  bounds: { floor: (before, after) => `төменгі шек ${before} → ${after}`, ceiling: (before, after) => `жоғарғы шек ${before} → ${after}`, best: (before, after) => `сан ${before} → ${after}`, none: 'жоқ' },
  holds: { always: 'Кез келген оқуда', 'on-reading': 'Бір оқуда', possible: 'Мүмкін' },
  table: {
    sortBy: (column) => `Реттеу: ${column}`, copied: 'Көшірілді', selected: 'таңдалды', copy: 'Кестеге көшіру', loading: '…',
    help: 'Бағыт пернелері жылжытады, бос орын таңдайды, Ctrl-C көшіреді, Enter ашады',
  },
  split: { label: 'Тізімнің ені' },
  palette: { title: 'Командалар', placeholder: 'Команданы жазыңыз…', none: 'Мұндай команда жоқ' },
  help: {
    title: 'Пернелер', single: 'Жалғыз пернелер', singleOn: 'Мәтін терілмей тұрғанда жалғыз пернелер әрекет етеді', here: 'Осы экранда', everywhere: 'Барлық жерде', list: 'Тізімдер', decide: 'Шешімдер', go: 'Өту',
    close: 'Жабу',
  },
  actions: {
    goTo: (screen) => `Өту: ${screen}`, next: 'Келесі', previous: 'Алдыңғы', open: 'Үзіндіні ашу', accept: 'Қабылдау', reject: 'Қабылдамау', unsure: 'Белгісіз', note: 'Ескертпе қосу…',
    undo: 'Болдырмау', redo: 'Қайталау', filter: 'Сүзу немесе іздеу', palette: 'Барлық командалар…', help: 'Пернелерді көрсету', back: 'Артқа, жабу', pane: 'Үзіндіні көрсету немесе жасыру',
    table: 'Кесте немесе сурет', keysOff: 'Жалғыз пернелерді өшіру немесе қосу', theme: 'Ашық, қараңғы немесе жүйедегідей', language: (name) => `Тіл: ${name}`, print: 'Басып шығару…',
    closeCase: 'Істі жабу', addDocuments: 'Құжаттар қосу…',
  },
  kinds: {
    time: 'Уақыт', figure: 'Сан', name: 'Атау', quote: 'Сөз', claim: 'Тұжырым', finding: 'Табылған', entry: 'Шежіре жазбасы', question: 'Сұрақ', account: 'Мәтін',
    reuse: 'Көшірілген үзінді', original: 'Түпнұсқа', translation: 'Аударма', person: 'Адам', entity: 'Тұлға немесе зат', event: 'Оқиға',
  },
  upload: {
    drop: 'Құжаттарды осында тастаңыз', running: (done, total) => `Қосылуда: ${done} / ${total}…`, new: 'жаңа', known: 'бұрыннан бар', refused: 'қабылданбады', failed: 'қосылмады',
    done: 'Қосылды', again: 'Қайта көру', close: 'Жабу', outcomes: 'Әр құжаттың жайы',
  },
};
