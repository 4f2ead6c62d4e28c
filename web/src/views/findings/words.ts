import { catalogue } from '../../words/catalogue.ts';

export const words = catalogue({
  en: {
    filter: 'Filter by words in the title', kinds: 'Kinds', all: 'All kinds', open: 'Open', decided: 'Decided', either: 'All', states: 'Which are shown', finding: 'Finding', kind: 'Kind', hold: 'Holds',
    decision: 'Decision', identity: 'Id', why: 'Why', none: 'Select a finding', of: (n: string, total: string) => `${n} of ${total}`, clear: 'Clear the filter', allDecided: 'Everything here is decided', showAll: 'Show all',
  },
  ru: {
    filter: 'Слова из заголовка', kinds: 'Виды', all: 'Все виды', open: 'Нерешённые', decided: 'Решённые', either: 'Все', states: 'Какие показаны', finding: 'Находка', kind: 'Вид', hold: 'Верно',
    decision: 'Решение', identity: 'Ид', why: 'Почему', none: 'Выберите находку', of: (n, total) => `${n} из ${total}`, clear: 'Снять фильтр', allDecided: 'Здесь всё решено', showAll: 'Показать все',
  },
  kk: {
    filter: 'Тақырыптағы сөздер', kinds: 'Түрлері', all: 'Барлық түрлер', open: 'Шешілмеген', decided: 'Шешілген', either: 'Барлығы', states: 'Қайсысы көрсетіледі', finding: 'Анықталған жайт', kind: 'Түрі', hold: 'Дұрыстығы',
    decision: 'Шешім', identity: 'Белгі', why: 'Неліктен', none: 'Жайтты таңдаңыз', of: (n, total) => `${n} / ${total}`, clear: 'Сүзгіні алу', allDecided: 'Мұнда бәрі шешілген', showAll: 'Барлығын көрсету',
  },
});
