import { catalogue } from '../../words/catalogue.ts';
import { plural } from '../../words/plural.ts';

export const words = catalogue({
  en: {
    filter: 'Filter by name or role', kinds: 'Kinds', all: 'All', kind: 'Kind', name: 'Name', variants: 'Other forms', roles: 'Roles', mentions: 'Mentions', accounts: 'Accounts', choose: 'Select a name to see where it occurs', where: 'Where it occurs',
    says: 'What they say', same: 'The same as…', sameHelp: 'Type another name of the list', merge: 'Join the two names', unknown: 'There is no such name in the list', gone: 'The name is no longer read there', nextMention: 'Next account', previousMention: 'Previous account', here: 'This mention',
    count: plural('en', { one: '# name', other: '# names' }), times: plural('en', { one: '# mention', other: '# mentions' }),
  },
  ru: {
    filter: 'Имя или роль', kinds: 'Виды', all: 'Все', kind: 'Вид', name: 'Имя', variants: 'Другие формы', roles: 'Роли', mentions: 'Упоминания', accounts: 'Сообщения', choose: 'Выберите имя, чтобы увидеть, где оно встречается', where: 'Где встречается',
    says: 'Что говорит', same: 'То же, что…', sameHelp: 'Введите другое имя из списка', merge: 'Объединить два имени', unknown: 'Такого имени в списке нет', gone: 'Имя там больше не читается', nextMention: 'Следующее сообщение', previousMention: 'Предыдущее сообщение', here: 'Это упоминание',
    count: plural('ru', { one: '# имя', few: '# имени', many: '# имён', other: '# имени' }), times: plural('ru', { one: '# упоминание', few: '# упоминания', many: '# упоминаний', other: '# упоминания' }),
  },
  kk: {
    filter: 'Аты немесе рөлі', kinds: 'Түрлері', all: 'Барлығы', kind: 'Түрі', name: 'Аты', variants: 'Басқа түрлері', roles: 'Рөлдері', mentions: 'Аталуы', accounts: 'Хабарламалар', choose: 'Қайда кездесетінін көру үшін атты таңдаңыз', where: 'Қайда кездеседі',
    says: 'Не айтады', same: 'Мынамен бірдей…', sameHelp: 'Тізімдегі басқа атты жазыңыз', merge: 'Екі атты біріктіру', unknown: 'Тізімде ондай ат жоқ', gone: 'Ат енді онда оқылмайды', nextMention: 'Келесі хабарлама', previousMention: 'Алдыңғы хабарлама', here: 'Осы аталуы',
    count: plural('kk', { one: '# ат', other: '# ат' }), times: plural('kk', { one: '# рет аталған', other: '# рет аталған' }),
  },
});
