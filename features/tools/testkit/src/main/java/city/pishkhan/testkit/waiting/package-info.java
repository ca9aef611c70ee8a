/**
 * Polling, and the exception for results that do not come. Independent of the rest of the kit. Begin with
 * {@link city.pishkhan.testkit.waiting.Poll}.
 */
package city.pishkhan.testkit.waiting;
