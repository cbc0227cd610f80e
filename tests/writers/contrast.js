// Returns the WCAG 2 contrast ratio of the first element that matches arguments[0].
const channels = (color) => color.match(/[\d.]+/g).map(Number);
const linear = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const element = document.querySelector(arguments[0]);
let behind = element;
while (behind && channels(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
const ground = behind ? luminance(channels(getComputedStyle(behind).backgroundColor)) : 1;
const text = luminance(channels(getComputedStyle(element).color));
return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
