/**
 * A real hub for a test by one annotation, for integrators' tests outside this tree. Begin with {@link city.pishkhan.testkit.junit.HubTest}.
 */
package city.pishkhan.testkit.junit;
