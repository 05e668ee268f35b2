// Before anything is painted: the theme that was chosen here before, or else the system's.
{
  const chosen = localStorage.getItem("theme") || "auto";
  const isDark = chosen === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  document.documentElement.setAttribute("data-bs-theme", isDark ? "dark" : "light");
}
