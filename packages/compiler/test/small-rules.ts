import { compileRules } from "../src/compile-rules.ts";
import type { CompileResult } from "../src/compile-rules.ts";

/** A rule set with one of each thing, and nothing wrong with it. */
export const SMALL_RULES: Readonly<Record<string, string>> = {
  "site.yaml": `version: 1
site: okna
locales: [ru, en]
timeZone: Europe/Moscow
attributes:
  plan: { type: string, enum: [free, pro] }
slots:
  hero.headline: { type: text, maxLength: 60, default: "Пластиковые окна", default@en: "Windows" }
  hero.cta: { type: cta, default: { label: "Рассчитать", href: "#lead" }, default@en: { label: "Ask", href: "#lead" } }
  hero.image: { type: image, default: { src: /img/okna.jpg, alt: "Окно" } }
  lead.form: { type: form, default: { title: "Заявка", submit: "Отправить", fields: [{ name: phone, type: tel }] } }
  about.html: { type: html, default: "<p>О нас</p>" }
  pricing.data: { type: json, schema: { type: object, properties: { price: { type: number } } }, default: { price: 7900, list: [1, 2] } }
pages:
  okna: { path: [/okna, /okna/**], slots: [hero.headline, hero.cta, hero.image, lead.form, pricing.data] }
  about: { path: /about, slots: [about.html] }
goals:
  lead: { event: Lead Submitted, value: 1500, currency: RUB }
offerLimits: { page: 1, visit: 2, gap: 30s }
offerGroups: { discounts: { limits: { 7d: 1 } } }
consent: { default: granted }
holdout: 5%
`,
  "segments.yaml": `segments:
  hot: { when: { score: 60.. }, description: asked for a price }
  moscow: { when: { geo.city: Москва } }
---
events:
  Pricing Viewed: { page: /pricing/** }
  Phone Clicked: { click: "a[href^='tel:']" }
  Bike Bought: { event: Order Completed, where: { category: bikes } }
`,
  "scoring.yaml": `points:
  - { event: Session Started, points: 1, max: 10 }
  - { event: Guide Downloaded, points: 10, once: true }
  - { event: Pricing Viewed, points: 30, per: 1d }
  - { event: Pricing Viewed, points: 5, score: trail }
decay: { after: 14d, halfLife: 30d }
fit:
  - { grade: A, when: { traits.role: director } }
  - { grade: C }
`,
  "content/okna.yaml": `rule: by-intent
priority: 100
page: okna
schedule: { from: 2026-12-01, until: 2027-01-01, days: [mon-fri] }
when: { device.bot: false }
variants:
  - id: cheap
    when: { keyword.group: cheap-windows }
    content:
      hero.headline: "Недорогие {query|title|max:40|default:окна} {geo.city|where|default:рядом}"
      hero.headline@en: "Cheap windows"
      hero.cta: { label: "Узнать цену" }
      hero.image: hide
  - id: hot
    when: { segment: hot }
    content:
      hero.headline: "Вернулись?"
---
experiment: price-first
page: okna
priority: 150
when: { keyword.group: cheap-windows }
traffic: 50%
goal: lead
arms:
  control: { weight: 50 }
  price: { weight: 50, content: { hero.headline: "Окна от 7 900 ₽" } }
---
rule: about-us
page: about
variants:
  - id: all
    content: { about.html: "<p>Мы в <b>{geo.region|default:регионе}</b></p>" }
`,
  "offers/comeback.yaml": `offer: comeback
priority: 50
type: modal
group: discounts
when: { visits: 2.., did: { Lead Submitted: 0 } }
trigger: [exit, idle 45s, scroll 60%]
limits: { visit: 1, 7d: 2, afterDismiss: 3d, until: convert }
holdout: 10%
goal: lead
content: { title: "Скидка 10 %", cta: { label: Забрать, href: "#lead" } }
content@en: { title: "10% off" }
form:
  event: Lead Submitted
  thanks: Перезвоним
  thanks@en: We will call
  fields:
    - { name: email, type: email, ask: always }
    - { name: role, type: select, options: [директор, { value: other, label: Другое }] }
`,
  "keywords/okna.yaml": `keywordList: okna-search
file: okna.csv
platform: yandex
groups:
  cheap-windows: { label: Недорого }
`,
  "keywords/okna.csv": `keyword;group;phrase_id;hero.headline;hero.cta.label
купить пластиковые окна недорого;cheap-windows;123;Недорогие окна с установкой;Узнать цену
окна +для дома -бесплатно;home-windows;;;
"""окна пвх""";pvc;;;
`,
  "personas/director.yaml": `persona: director
name: Директор из Москвы
url: "https://okna.example/okna"
geo: { country: RU, city: Москва }
visits: 3
lastVisit: 2d
traits: { role: director }
`,
  "tests/okna.yaml": `tests:
  - name: cheap query, second visit
    given:
      persona: director
      geo: { city: Казань }
      visits: 2
      at: 2026-12-05T12:00
      events: [{ event: Guide Downloaded, ago: 2d }]
    expect:
      slots: { hero.headline: { variant: by-intent/cheap, contains: Недорогие } }
      offers: [comeback]
      segments: [moscow]
`,
};

/** One change to a file: the first text is replaced by the second, which must be there. */
export type Edit = readonly [file: string, from: string, to: string];

/** Compiles {@link SMALL_RULES} with some changes. */
export function compileSmall(...edits: readonly Edit[]): CompileResult {
  const files = new Map(Object.entries(SMALL_RULES));
  for (const [file, from, to] of edits) {
    const text = files.get(file) ?? "";
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    files.set(
      file,
      text.replace(from, () => to),
    );
  }
  return compileRules(files);
}
