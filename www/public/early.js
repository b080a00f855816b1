// Before the first paint: the theme that was chosen, and no example for those who come with a text of their own.
{
  const { dataset } = document.documentElement;
  let theme, draft;
  try {
    theme = localStorage.getItem("theme");
    draft = localStorage.getItem("draft");
  } catch {}
  if (theme === "dark" || theme === "light") dataset.theme = theme;
  if (location.hash.length > 1 || history.state?.carried || draft) dataset.own = "";
}
