export const API = "https://api.github.com";
export const REPO = "/repos/octo/hello";
