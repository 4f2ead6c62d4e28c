import { catalogue } from '../words/catalogue.ts';

/** Words for setting the zone of a case. */
export const words = catalogue({
  en: {
    action: 'Set the zone of this case…', title: 'Zone of this case', none: 'No zone set: days as told', find: 'Filter the zones', listed: 'Zones',
    changes: 'Clock times that name no zone are read in it, and everything is reckoned anew; nothing in the documents is altered.',
    own: 'of this browser', current: 'set now', away: 'No zone: days and clocks as the accounts tell them', nothing: 'No zone is called that', cancel: 'Cancel',
    keys: 'Arrows move, Enter sets', set: (zone: string) => `Zone set: ${zone}`, taken: 'The case has no zone any more', notSet: 'Not set',
  },
  ru: {
    action: 'Задать пояс этого дела…', title: 'Часовой пояс этого дела', none: 'Пояс не задан: дни как в рассказах', find: 'Отобрать пояса', listed: 'Часовые пояса',
    changes: 'В нём читается время на часах, при котором пояс не назван, и всё пересчитывается заново; в документах ничего не меняется.',
    own: 'в этом браузере', current: 'задан сейчас', away: 'Без пояса: дни и часы как в рассказах', nothing: 'Такого пояса нет', cancel: 'Отмена',
    keys: 'Стрелки двигают, Enter задаёт', set: (zone: string) => `Пояс задан: ${zone}`, taken: 'У дела больше нет пояса', notSet: 'Не задано',
  },
  kk: {
    action: 'Осы істің белдеуін беру…', title: 'Осы істің уақыт белдеуі', none: 'Белдеу берілмеген: күндер айтылғанша', find: 'Белдеулерді іріктеу', listed: 'Уақыт белдеулері',
    changes: 'Белдеуі аталмаған сағат уақыты осымен оқылады, бәрі қайта есептеледі; құжаттарда ештеңе өзгермейді.',
    own: 'осы браузердікі', current: 'қазір берілген', away: 'Белдеусіз: күндер мен сағаттар айтылғанша', nothing: 'Ондай белдеу жоқ', cancel: 'Болдырмау',
    keys: 'Бағыттар жылжытады, Enter береді', set: (zone: string) => `Белдеу берілді: ${zone}`, taken: 'Істің белдеуі енді жоқ', notSet: 'Берілмеді',
  },
});
