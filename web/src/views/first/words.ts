import { catalogue } from '../../words/catalogue.ts';

export const words = catalogue({
  en: { sharpest: 'Sharpest findings', happened: 'What happened', missing: 'What is missing', all: 'All findings', chronicle: 'The whole chronicle', noFindings: 'Nothing that contradicts was found', noMissing: 'Nothing that is asked for is missing', why: 'Why' },
  ru: { sharpest: 'Самые острые находки', happened: 'Что произошло', missing: 'Чего недостаёт', all: 'Все находки', chronicle: 'Вся хроника', noFindings: 'Противоречий не найдено', noMissing: 'Всё, о чём спрашивается, есть', why: 'Почему' },
  kk: { sharpest: 'Ең өткір анықталған жайттар', happened: 'Не болды', missing: 'Не жетіспейді', all: 'Барлық анықталған жайттар', chronicle: 'Бүкіл шежіре', noFindings: 'Қайшылық табылған жоқ', noMissing: 'Сұралғанның бәрі бар', why: 'Неліктен' },
});
