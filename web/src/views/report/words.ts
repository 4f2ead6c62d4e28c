import { catalogue } from '../../words/catalogue.ts';

export const words = catalogue({
  en: {
    title: 'Title', language: 'Language of the report', sections: 'Sections', include: 'Put in', up: (name: string) => `Move ${name} up`, down: (name: string) => `Move ${name} down`, last: 'The accounts, their texts in full, and the method always come last',
    names: 'Rename people', namesHelp: 'Every form of a name is replaced wherever it stands, in quotations too', name: 'Name', pseudonym: 'Pseudonym', add: 'Add a name', remove: (name: string) => `Do not rename ${name}`, person: (letter: string) => `Person ${letter}`, half: 'A name without a pseudonym is not replaced',
    preview: 'Preview', makeAgain: 'Make the preview again', making: 'Being made…', notMade: 'The preview could not be made', release: 'Release', html: 'Save as HTML', markdown: 'Save as Markdown', released: 'Released', logged: 'The custody log notes that it left the case', notLogged: 'This case is open for reading only: nothing is noted in its log', notReleased: 'Not released', asCase: 'As the case is called',
    names_: { findings: 'Findings', questions: 'Figures', chronicle: 'Chronicle', lineage: 'Lineage', voices: 'Voices', people: 'People' },
  },
  ru: {
    title: 'Заголовок', language: 'Язык отчёта', sections: 'Разделы', include: 'Включить', up: (name) => `Выше: ${name}`, down: (name) => `Ниже: ${name}`, last: 'Сообщения, их тексты целиком и метод всегда идут последними',
    names: 'Переименовать людей', namesHelp: 'Каждая форма имени заменяется везде, в том числе в цитатах', name: 'Имя', pseudonym: 'Псевдоним', add: 'Добавить имя', remove: (name) => `Не переименовывать: ${name}`, person: (letter) => `Лицо ${letter}`, half: 'Имя без псевдонима не заменяется',
    preview: 'Просмотр', makeAgain: 'Обновить просмотр', making: 'Готовится…', notMade: 'Просмотр не получился', release: 'Выпустить', html: 'Сохранить как HTML', markdown: 'Сохранить как Markdown', released: 'Выпущено', logged: 'В истории хранения отмечено, что отчёт вышел из дела', notLogged: 'Дело открыто только для чтения: в его истории ничего не отмечается', notReleased: 'Не выпущено', asCase: 'Как называется дело',
    names_: { findings: 'Находки', questions: 'Числа', chronicle: 'Хроника', lineage: 'Происхождение', voices: 'Голоса', people: 'Люди' },
  },
  kk: {
    title: 'Тақырыбы', language: 'Есептің тілі', sections: 'Бөлімдер', include: 'Қосу', up: (name) => `Жоғары: ${name}`, down: (name) => `Төмен: ${name}`, last: 'Хабарламалар, олардың толық мәтіні және әдіс әрқашан соңында тұрады',
    names: 'Адамдарды басқаша атау', namesHelp: 'Аттың әр түрі барлық жерде, дәйексөзде де ауыстырылады', name: 'Аты', pseudonym: 'Бүркеншік аты', add: 'Ат қосу', remove: (name) => `Ауыстырмау: ${name}`, person: (letter) => `${letter} тұлғасы`, half: 'Бүркеншік аты жоқ ат ауыстырылмайды',
    preview: 'Алдын ала көру', makeAgain: 'Қайта көрсету', making: 'Дайындалуда…', notMade: 'Алдын ала көру шықпады', release: 'Шығару', html: 'HTML ретінде сақтау', markdown: 'Markdown ретінде сақтау', released: 'Шығарылды', logged: 'Есептің істен шыққаны сақтау тарихында белгіленді', notLogged: 'Іс тек оқу үшін ашық: тарихында ештеңе белгіленбейді', notReleased: 'Шығарылмады', asCase: 'Істің атындай',
    names_: { findings: 'Анықталған жайттар', questions: 'Сандар', chronicle: 'Шежіре', lineage: 'Шығу тегі', voices: 'Дауыстар', people: 'Адамдар' },
  },
});
