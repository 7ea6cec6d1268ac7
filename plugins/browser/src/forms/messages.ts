const RUSSIAN: Readonly<Partial<Record<string, string>>> = {
  email: "Проверьте адрес: он должен быть вида name@example.com",
  tel: "Укажите номер телефона, например +7 495 123-45-67",
  number: "Укажите число",
  date: "Укажите дату",
};

/**
 * What the service says of fields, in the language of the page. It says it in English; on a Russian
 * page that becomes words for the field's type, and what a site says itself in Russian stays.
 */
export function inPageLanguage(
  form: HTMLFormElement,
  errors: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (!document.documentElement.lang.startsWith("ru")) return errors;
  return new Map(
    [...errors].map(([name, message]) => {
      if (/[а-яё]/iu.test(message)) return [name, message];
      const field = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
      return [name, RUSSIAN[field?.type ?? ""] ?? "Проверьте это поле"];
    }),
  );
}
