/* A part of the page, printed alone: where it stands in the page it would come out among everything else. */

/** @param element what is printed; a copy of it is all that is on the paper */
export function printAlone(element) {
  const alone = element.cloneNode(true);
  alone.removeAttribute('id');
  alone.querySelectorAll('[id]').forEach((part) => part.removeAttribute('id'));
  alone.classList.add('alone');
  document.body.append(alone);
  document.body.classList.add('alone-only');
  addEventListener('afterprint', () => {
    document.body.classList.remove('alone-only');
    alone.remove();
  }, {once: true});
  print();
}
