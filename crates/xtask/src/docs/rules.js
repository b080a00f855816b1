/* Searches and filters the list of rules. What is chosen stands in the address, so that a filtered list can be linked. */
const form = document.getElementById("filter");
const fields = [...form.elements].filter((field) => field.name);
const sections = [...document.querySelectorAll("section[data-group]")].map((section) => ({
  section,
  rules: [...section.querySelectorAll("li")].map((item) => ({
    item,
    text: `${item.textContent} ${item.dataset.check}`.toLowerCase(),
    severity: item.dataset.severity,
    group: section.dataset.group,
    checks: item.dataset.check.split(" ").filter(Boolean),
    principals: item.dataset.principal.split(" "),
  })),
}));
const total = sections.reduce((sum, { rules }) => sum + rules.length, 0);

function isWanted(rule, wanted) {
  const { q, severity, check, principal, group } = wanted;
  const words = q.toLowerCase().split(/\s+/);
  if (!words.every((word) => rule.text.includes(word))) return false;
  if (severity && rule.severity !== severity) return false;
  if (group && rule.group !== group) return false;
  if (principal && !rule.principals.includes(principal)) return false;
  if (check === "yes") return rule.checks.length > 0;
  if (check === "no") return rule.checks.length === 0;
  return !check || rule.checks.includes(check);
}

function show() {
  const wanted = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  let shown = 0;
  for (const { section, rules } of sections) {
    let here = 0;
    for (const rule of rules) {
      const yes = isWanted(rule, wanted);
      rule.item.hidden = !yes;
      here += yes;
    }
    section.hidden = here === 0;
    shown += here;
  }
  document.getElementById("none").hidden = shown > 0;
  document.getElementById("count").textContent = shown === total ? `${total} rules` : `${shown} of ${total} rules`;
}

/** The address with what is chosen and nothing else. */
function address() {
  const query = new URLSearchParams(fields.filter(({ value }) => value.trim()).map(({ name, value }) => [name, value.trim()]));
  return query.size === 0 ? location.pathname : `?${query}`;
}

function choose() {
  show();
  history.replaceState(null, "", address());
}

/** What the address says; a value that the list does not have is left out. */
const query = new URLSearchParams(location.search);
for (const field of fields) {
  const value = query.get(field.name);
  if (value === null) continue;
  field.value = value;
  if (field.value !== value) field.value = "";
}
form.addEventListener("input", choose);
// The fields are empty only after the event.
form.addEventListener("reset", () => setTimeout(choose));
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
show();
