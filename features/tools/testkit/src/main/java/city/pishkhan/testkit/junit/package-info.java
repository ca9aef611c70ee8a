/**
 * Provides a real hub to a test by one annotation, for integrators' tests in other repositories. Begin with
 * {@link city.pishkhan.testkit.junit.HubTest}.
 */
package city.pishkhan.testkit.junit;
