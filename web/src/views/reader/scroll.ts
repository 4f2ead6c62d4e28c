/** Tells when the beginning or the end of what is in the document comes near. */
export function edges(node: HTMLElement, near: (where: 'before' | 'after') => void): () => void {
  const isOwn = getComputedStyle(node).overflowY === 'auto';
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && target instanceof HTMLElement) near(target.dataset['edge'] === 'before' ? 'before' : 'after');
    }
  }, { root: isOwn ? node : null, rootMargin: '900px 0px' });
  const observe = (): void => { for (const edge of node.querySelectorAll('[data-edge]')) { watch.unobserve(edge); watch.observe(edge); } };
  // What has been added may leave an end in sight: look again whenever the text has changed.
  const changes = new MutationObserver(observe);
  changes.observe(node, { childList: true });
  observe();
  return () => { watch.disconnect(); changes.disconnect(); };
}
