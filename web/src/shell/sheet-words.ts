import { catalogue } from '../words/catalogue.ts';
import { plural } from '../words/plural.ts';

/** Words of the tables that come back from a spreadsheet. */
export const words = catalogue({
  en: {
    title: 'Back from a spreadsheet', bring: 'Bring back…', bringHelp: 'Bring back a CSV or XLSX of this table that you changed; cells can be pasted as well', action: 'Bring a table back from a spreadsheet…',
    reading: 'Reading the table…', notRead: 'Not read', table: 'Table', nothing: 'Nothing in it is other than here', row: 'Row', why: 'Why',
    changes: plural('en', { one: '# change', other: '# changes' }), refused: plural('en', { one: '# cell not understood', other: '# cells not understood' }), unchanged: plural('en', { one: '# row as it is here', other: '# rows as they are here' }),
    apply: plural('en', { one: 'Make # change', other: 'Make # changes' }), applied: plural('en', { one: '# change made', other: '# changes made' }),
    keys: 'Arrows move, Space leaves one out, Ctrl-A all or none, Ctrl-Enter makes them', once: 'All of it is one step, which one undo takes back', cancel: 'Do nothing', asDocument: 'Add the file as a document instead', adds: 'add', all: 'All', whole: 'the whole row', wholeRefused: 'What was not understood stays undone',
  },
  ru: {
    title: 'Обратно из таблицы', bring: 'Вернуть…', bringHelp: 'Вернуть изменённый CSV или XLSX этой таблицы; ячейки можно и вставить', action: 'Вернуть таблицу из табличного редактора…',
    reading: 'Таблица читается…', notRead: 'Не прочитано', table: 'Таблица', nothing: 'В ней всё так же, как здесь', row: 'Строка', why: 'Почему',
    changes: plural('ru', { one: '# изменение', few: '# изменения', many: '# изменений', other: '# изменения' }), refused: plural('ru', { one: '# ячейка не понята', few: '# ячейки не поняты', many: '# ячеек не понято', other: '# ячейки не поняты' }), unchanged: plural('ru', { one: '# строка как здесь', few: '# строки как здесь', many: '# строк как здесь', other: '# строки как здесь' }),
    apply: plural('ru', { one: 'Внести # изменение', few: 'Внести # изменения', many: 'Внести # изменений', other: 'Внести # изменения' }), applied: plural('ru', { one: 'Внесено # изменение', few: 'Внесено # изменения', many: 'Внесено # изменений', other: 'Внесено # изменения' }),
    keys: 'Стрелки двигают, пробел исключает, Ctrl-A все или ни одного, Ctrl-Enter вносит', once: 'Всё это один шаг: его снимает одна отмена', cancel: 'Ничего не делать', asDocument: 'Лучше добавить файл как документ', adds: 'добавить', all: 'Все', whole: 'вся строка', wholeRefused: 'Непонятое останется как есть',
  },
  kk: {
    title: 'Кестеден қайтару', bring: 'Қайтару…', bringHelp: 'Осы кестенің өзгертілген CSV не XLSX файлын қайтару; ұяшықтарды қоюға да болады', action: 'Кестені кесте редакторынан қайтару…',
    reading: 'Кесте оқылуда…', notRead: 'Оқылмады', table: 'Кесте', nothing: 'Онда бәрі осындағыдай', row: 'Жол', why: 'Неге',
    changes: plural('kk', { one: '# өзгеріс', other: '# өзгеріс' }), refused: plural('kk', { one: '# ұяшық түсініксіз', other: '# ұяшық түсініксіз' }), unchanged: plural('kk', { one: '# жол осындағыдай', other: '# жол осындағыдай' }),
    apply: plural('kk', { one: '# өзгеріс енгізу', other: '# өзгеріс енгізу' }), applied: plural('kk', { one: '# өзгеріс енгізілді', other: '# өзгеріс енгізілді' }),
    keys: 'Бағыттар жылжытады, бос орын шығарады, Ctrl-A бәрі не ешқайсы, Ctrl-Enter енгізеді', once: 'Бәрі бір қадам: оны бір болдырмау алып тастайды', cancel: 'Ештеңе істемеу', asDocument: 'Файлды құжат ретінде қосу', adds: 'қосу', all: 'Барлығы', whole: 'бүкіл жол', wholeRefused: 'Түсініксізі сол күйінде қалады',
  },
});
