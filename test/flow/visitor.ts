/** A person at the dashboard, without JavaScript: keeps cookies, follows redirects, sends the forms that a page has. */

export interface Page { readonly status: number; readonly url: string; readonly text: string; readonly headers: Headers }

export class Visitor {
  readonly home: string;
  readonly #cookies = new Map<string, string>();

  constructor(home: string) {
    this.home = home;
  }

  /** The cookies of the dashboard, as `name=value; …`. */
  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async open(path: string): Promise<Page> {
    return this.#ask(new URL(path, this.home), { method: "GET" });
  }

  /** Sends the form whose action is this, filled in with what the page has hidden in it. */
  async send(page: Page, action: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const form = page.text.split("<form").find((part) => part.includes(`action="${action}"`));
    if (form === undefined) throw new Error(`no form for ${action} in ${page.url}: ${page.text}`);
    const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = "", value = ""]) => [name, value] as const);
    return this.post(action, { ...Object.fromEntries(hidden), ...fields }, headers);
  }

  async post(path: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#ask(new URL(path, this.home), { method: "POST", body: new URLSearchParams(fields), headers: { origin: this.home, ...headers } });
  }

  /** Through GitHub's own page, where this person says who it is. */
  async signIn(login: string, back = "/repairs"): Promise<Page> {
    const asked = await this.#ask(new URL(`/sign-in/github?back=${encodeURIComponent(back)}`, this.home), { method: "GET" });
    return this.#ask(new URL(`${asked.url}&login=${login}`), { method: "GET" });
  }

  async #ask(url: URL, init: RequestInit): Promise<Page> {
    const ours = url.origin === this.home;
    const answer = await fetch(url, { ...init, redirect: "manual", headers: { ...(init.headers as Record<string, string> | undefined), ...(ours ? { cookie: this.cookies } : {}) } });
    if (ours) for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    const location = answer.headers.get("location");
    const text = await answer.text();
    if (location !== null) return this.#ask(new URL(location, url), { method: "GET" });
    return { status: answer.status, url: url.href, text, headers: answer.headers };
  }

  #keep(cookie: string): void {
    const [name = "", value = ""] = (cookie.split(";", 1)[0] ?? "").split("=", 2);
    if (value === "") this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
