import { catalogue } from '../words/catalogue.ts';

/** Words of the page that is shown while no case is open. */
export const startWords = catalogue({
  en: {
    title: 'Many accounts, one reckoning', lead: 'Give Recount the accounts of one contested event. It finds what cannot all be true, who copied whom, and what nobody says. Nothing leaves this machine.',
    example: 'Open the example', exampleText: 'Invented, with planted contradictions: see what it does in two minutes', recent: 'Cases opened before', noRecent: 'None yet',
    open: 'Open a case', openText: 'The folder of a case that is there already', create: 'Begin a case', createText: 'Then drop the documents onto the page',
    folder: 'Folder', name: 'Name of the case', zone: 'Time zone of the events', doOpen: 'Open', doCreate: 'Begin', failed: 'Not opened',
  },
  ru: {
    title: 'Много рассказов, один счёт', lead: 'Дайте программе рассказы об одном спорном событии. Она найдёт, что не может быть верно одновременно, кто у кого переписал и о чём никто не говорит. Ничто не покидает эту машину.',
    example: 'Открыть пример', exampleText: 'Вымышленный, с нарочными противоречиями: за две минуты видно, что делает программа', recent: 'Недавние дела', noRecent: 'Пока нет',
    open: 'Открыть дело', openText: 'Папка дела, которое уже есть', create: 'Начать дело', createText: 'Затем бросьте документы на страницу',
    folder: 'Папка', name: 'Название дела', zone: 'Часовой пояс событий', doOpen: 'Открыть', doCreate: 'Начать', failed: 'Не открыто',
  },
  kk: {
    title: 'Көп әңгіме, бір есеп', lead: 'Бағдарламаға бір даулы оқиға туралы әңгімелерді беріңіз. Ол бірге дұрыс бола алмайтынды, кім кімнен көшіргенін және ешкім айтпағанды табады. Ештеңе бұл машинадан шықпайды.',
    example: 'Мысалды ашу', exampleText: 'Ойдан шығарылған, әдейі қайшылықтары бар: екі минутта не істейтіні көрінеді', recent: 'Бұрын ашылған істер', noRecent: 'Әлі жоқ',
    open: 'Істі ашу', openText: 'Бұрыннан бар істің қалтасы', create: 'Іс бастау', createText: 'Содан кейін құжаттарды бетке тастаңыз',
    folder: 'Қалта', name: 'Істің атауы', zone: 'Оқиғалардың уақыт белдеуі', doOpen: 'Ашу', doCreate: 'Бастау', failed: 'Ашылмады',
  },
});
