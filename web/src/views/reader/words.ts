import { catalogue } from '../../words/catalogue.ts';

export const words = catalogue({
  en: {
    choose: 'Choose an account', label: 'Account', written: 'Written', language: 'Language', length: 'Length', figures: 'Figures', statements: 'Statements', times: 'Times', number: 'No.',
    shown: 'Marks that are shown', allAccounts: 'All accounts', original: 'Save the original', gone: 'The passage is no longer in this account', atWord: 'Marks at this word', noMark: 'Select a mark in the text: j and k go from one to the next',
    text: 'Text of the account', above: 'more above', below: 'more below',
  },
  ru: {
    choose: 'Выберите сообщение', label: 'Сообщение', written: 'Написано', language: 'Язык', length: 'Длина', figures: 'Числа', statements: 'Высказывания', times: 'Время', number: '№',
    shown: 'Показанные пометки', allAccounts: 'Все сообщения', original: 'Сохранить оригинал', gone: 'Этого отрывка в сообщении больше нет', atWord: 'Пометки на этом слове', noMark: 'Выберите пометку в тексте: j и k ведут от одной к другой',
    text: 'Сообщение целиком', above: 'выше ещё', below: 'ниже ещё',
  },
  kk: {
    choose: 'Хабарламаны таңдаңыз', label: 'Хабарлама', written: 'Жазылған', language: 'Тіл', length: 'Ұзындығы', figures: 'Сандар', statements: 'Айтылған сөздер', times: 'Уақыт', number: '№',
    shown: 'Көрсетілген белгілер', allAccounts: 'Барлық хабарламалар', original: 'Түпнұсқаны сақтау', gone: 'Бұл үзінді хабарламада енді жоқ', atWord: 'Осы сөздегі белгілер', noMark: 'Мәтіннен белгіні таңдаңыз: j және k бірінен екіншісіне апарады',
    text: 'Хабарлама толығымен', above: 'жоғарыда тағы бар', below: 'төменде тағы бар',
  },
});
