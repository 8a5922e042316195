/**
 * Runs in the page. Contrast as WCAG 2.2 reckons it (success criterion 1.4.3), over every visible text, with the colours that the browser
 * computed. Its value: texts below 4.5 : 1 as {text, ratio}, the faintest first.
 */
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  /** Any CSS colour as red, green, blue (0 to 255) and alpha (0 to 1). */
  const rgba = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
  const ground = (element) => {
    if (element === null) return rgba(matchMedia("(prefers-color-scheme: dark)").matches ? "#000" : "#fff");
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(element.parentElement));
  };
  const luminance = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
    const part = colour[at] / 255;
    return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);
  const ratioOf = (element) => {
    const under = ground(element);
    const [light, dark] = [luminance(over(rgba(getComputedStyle(element).color), under)), luminance(under)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent.trim();
    if (text === "" || !node.parentElement.checkVisibility()) continue;
    const ratio = ratioOf(node.parentElement);
    if (ratio < 4.5) faint.push({ text: text.slice(0, 60), ratio: Math.round(ratio * 100) / 100 });
  }
  return faint.sort((a, b) => a.ratio - b.ratio);
})();
