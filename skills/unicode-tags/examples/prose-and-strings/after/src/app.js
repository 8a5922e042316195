// ✅ means done
export const done = "✅ done";
export const both = `${done} 🌐—`;
