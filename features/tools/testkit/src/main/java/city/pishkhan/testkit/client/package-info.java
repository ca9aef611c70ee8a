/**
 * REST client of the hub for one user: logins and tokens, retries, refusals. Begin with
 * {@link city.pishkhan.testkit.client.HubClient}.
 */
package city.pishkhan.testkit.client;
