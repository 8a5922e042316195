exports.greet = (name) => ({ text: `Good day, ${name}`, polite: true });
