import { catalogue } from '../../words/catalogue.ts';

export const byHand = catalogue({
  en: {
    title: 'Add what stands here', hint: 'Select words in the text and press c, to add a time, a figure or a statement that was not read', what: 'What it is', time: 'Time', figure: 'Figure', statement: 'Statement',
    edtf: 'When (2011-12-16, 2011-12, 2011-12-16T14:00)', number: 'How many (14, 10-20, >=25, <=30)', measure: 'Of what', counted: 'What is counted, in words', group: 'Which group', place: 'Where', asOf: 'As of when',
    speaker: 'Who says so', mode: 'How', direct: 'word for word', indirect: 'reported', interview: 'answer in an interview', partial: 'in part word for word', why: 'Why', save: 'Add', cancel: 'Cancel', act: 'Add what stands at the selected words…', none: 'not given',
  },
  ru: {
    title: 'Добавить, что здесь стоит', hint: 'Выделите слова в тексте и нажмите c, чтобы добавить время, число или высказывание, которые не были прочитаны', what: 'Что это', time: 'Время', figure: 'Число', statement: 'Высказывание',
    edtf: 'Когда (2011-12-16, 2011-12, 2011-12-16T14:00)', number: 'Сколько (14, 10-20, >=25, <=30)', measure: 'Чего', counted: 'Что сосчитано, словами', group: 'Какая группа', place: 'Где', asOf: 'На какое время',
    speaker: 'Кто это говорит', mode: 'Как', direct: 'дословно', indirect: 'в пересказе', interview: 'ответ в интервью', partial: 'отчасти дословно', why: 'Почему', save: 'Добавить', cancel: 'Отмена', act: 'Добавить, что стоит на выделенных словах…', none: 'не указано',
  },
  kk: {
    title: 'Мұнда не тұрғанын қосу', hint: 'Мәтіннен сөздерді белгілеп, c басыңыз: оқылмаған уақытты, санды немесе сөзді қосу үшін', what: 'Бұл не', time: 'Уақыт', figure: 'Сан', statement: 'Айтылған сөз',
    edtf: 'Қашан (2011-12-16, 2011-12, 2011-12-16T14:00)', number: 'Қанша (14, 10-20, >=25, <=30)', measure: 'Ненің', counted: 'Не саналған, сөзбен', group: 'Қай топ', place: 'Қайда', asOf: 'Қай уақытқа',
    speaker: 'Мұны кім айтады', mode: 'Қалай', direct: 'сөзбе-сөз', indirect: 'баяндау арқылы', interview: 'сұхбаттағы жауап', partial: 'ішінара сөзбе-сөз', why: 'Неліктен', save: 'Қосу', cancel: 'Болдырмау', act: 'Белгіленген сөздерде не тұрғанын қосу…', none: 'көрсетілмеген',
  },
});
