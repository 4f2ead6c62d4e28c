/** Reasons that are being written, by thing: they outlive a change of screen and a decision that was not saved. */
class Drafts {
  #texts = $state.raw<ReadonlyMap<string, string>>(new Map());

  of(id: string): string { return this.#texts.get(id) ?? ''; }
  write(id: string, text: string): void { this.#texts = new Map([...this.#texts, [id, text]]); }
  drop(id: string): void { this.#texts = new Map([...this.#texts].filter(([key]) => key !== id)); }
}

export const drafts = new Drafts();
