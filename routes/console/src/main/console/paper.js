/* Printing of a part of the page alone. Printed in its place, it would include the rest of the page. */

/** @param element to be printed; a copy of it is the only content on paper */
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
