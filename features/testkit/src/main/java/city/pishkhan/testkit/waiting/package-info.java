/**
 * What is waited for, and what is said when it does not come. Uses nothing else of the kit. Begin with {@link
 * city.pishkhan.testkit.waiting.Poll}.
 */
package city.pishkhan.testkit.waiting;
