const WARM_GLASS = 1.12;
const ROUND_TO = 100;

/** Brings the price calculators of a page to life; without it they are plain forms. */
export function mountCalculators(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("[data-calculator]")) mount(form);
}

function mount(form: HTMLFormElement): void {
  const kind = form.querySelector<HTMLSelectElement>("[data-kind]");
  const amount = form.querySelector<HTMLInputElement>("[data-amount]");
  const warm = form.querySelector<HTMLInputElement>("[data-warm]");
  const count = form.querySelector("[data-count]");
  const total = form.querySelector("[data-total]");
  if (!kind || !amount || !warm || !count || !total) return;

  const update = () => {
    const price = Number(kind.value) * Number(amount.value) * (warm.checked ? WARM_GLASS : 1);
    count.textContent = amount.value;
    total.textContent = `${(Math.round(price / ROUND_TO) * ROUND_TO).toLocaleString("ru-RU")} ₽`;
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("#lead")?.scrollIntoView();
  });
  update();
}
