import { catalogue } from '../../words/catalogue.ts';
import { plural } from '../../words/plural.ts';

export const words = catalogue({
  en: {
    label: 'Words to look for', where: 'Where to look', all: 'Everywhere', accounts: 'Accounts', claims: 'What was read', findings: 'Findings and questions', kind: 'Kind', title: 'Found', words: 'Words', place: 'Place', passage: 'Passage',
    hint: 'All words must occur, in any of their forms; the last may be unfinished', nothing: 'Nothing is found', everywhere: 'Look everywhere', results: plural('en', { one: '# result', other: '# results' }),
  },
  ru: {
    label: 'Какие слова искать', where: 'Где искать', all: 'Везде', accounts: 'Сообщения', claims: 'Что прочитано', findings: 'Находки и вопросы', kind: 'Вид', title: 'Найдено', words: 'Слова', place: 'Место', passage: 'Отрывок',
    hint: 'Должны встретиться все слова, в любой форме; последнее можно не дописывать', nothing: 'Ничего не найдено', everywhere: 'Искать везде', results: plural('ru', { one: '# совпадение', few: '# совпадения', many: '# совпадений', other: '# совпадения' }),
  },
  kk: {
    label: 'Ізделетін сөздер', where: 'Қайдан іздеу', all: 'Барлық жерден', accounts: 'Хабарламалар', claims: 'Не оқылды', findings: 'Анықталған жайттар мен сұрақтар', kind: 'Түрі', title: 'Табылды', words: 'Сөздер', place: 'Орны', passage: 'Үзінді',
    hint: 'Барлық сөз кез келген түрінде кездесуі керек; соңғысын аяқтамауға болады', nothing: 'Ештеңе табылмады', everywhere: 'Барлық жерден іздеу', results: plural('kk', { one: '# нәтиже', other: '# нәтиже' }),
  },
});
