// In a session plotly.js may still be on its way: until then the figure says in words what it shows.
if (!isShown) {
  var place = document.createElement("pre");
  place.style.cssText = "margin:0;max-height:100%;overflow:hidden;white-space:pre-wrap";
  place.textContent = words;
  element.appendChild(place);
}
