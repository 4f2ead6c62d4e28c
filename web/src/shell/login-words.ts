import { catalogue } from '../words/catalogue.ts';
import { plural } from '../words/plural.ts';

export const words = catalogue({
  en: {
    title: 'Log in', lead: 'This workbench is shared: what you decide is kept under your name.', again: 'Your session has ended. What you were writing is still there.',
    name: 'Name', password: 'Password', enter: 'Log in', leave: 'Log out', as: 'You work as', wrong: 'This name and this password do not fit together', away: 'The program does not answer',
    wait: plural('en', { one: 'Too many attempts: wait # second', other: 'Too many attempts: wait # seconds' }), waitMinutes: plural('en', { one: 'Too many attempts: wait # minute', other: 'Too many attempts: wait # minutes' }),
    reads: 'You may read this case; deciding in it is for others', language: 'Language', show: 'Show the password', forgotten: 'Who forgot it asks whoever runs the program for another one.',
  },
  ru: {
    title: 'Вход', lead: 'С этим рабочим столом работают несколько человек: ваши решения сохраняются под вашим именем.', again: 'Сеанс закончился. То, что вы писали, сохранено.',
    name: 'Имя', password: 'Пароль', enter: 'Войти', leave: 'Выйти', as: 'Вы работаете как', wrong: 'Это имя и этот пароль не подходят друг к другу', away: 'Программа не отвечает',
    wait: plural('ru', { one: 'Слишком много попыток: подождите # секунду', few: 'Слишком много попыток: подождите # секунды', many: 'Слишком много попыток: подождите # секунд', other: 'Слишком много попыток: подождите # секунды' }),
    waitMinutes: plural('ru', { one: 'Слишком много попыток: подождите # минуту', few: 'Слишком много попыток: подождите # минуты', many: 'Слишком много попыток: подождите # минут', other: 'Слишком много попыток: подождите # минуты' }),
    reads: 'Вы можете читать это дело; решают в нём другие', language: 'Язык', show: 'Показать пароль', forgotten: 'Кто забыл пароль, просит новый у того, кто запустил программу.',
  },
  kk: {
    title: 'Кіру', lead: 'Бұл жұмыс үстелінде бірнеше адам жұмыс істейді: шешімдеріңіз сіздің атыңызбен сақталады.', again: 'Сеанс аяқталды. Жазып жатқаныңыз сақталды.',
    name: 'Аты', password: 'Құпиясөз', enter: 'Кіру', leave: 'Шығу', as: 'Сіздің атыңыз', wrong: 'Бұл ат пен құпиясөз сәйкес келмейді', away: 'Бағдарлама жауап бермейді',
    wait: plural('kk', { one: 'Тым көп әрекет: # секунд күтіңіз', other: 'Тым көп әрекет: # секунд күтіңіз' }), waitMinutes: plural('kk', { one: 'Тым көп әрекет: # минут күтіңіз', other: 'Тым көп әрекет: # минут күтіңіз' }),
    reads: 'Бұл істі оқи аласыз; онда басқалар шешеді', language: 'Тіл', show: 'Құпиясөзді көрсету', forgotten: 'Құпиясөзді ұмытқан адам бағдарламаны іске қосқан кісіден жаңасын сұрайды.',
  },
});
