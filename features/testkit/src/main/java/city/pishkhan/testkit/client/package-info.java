/**
 * The hub's REST doors as one user calls them: logins and their tokens, calls that are sent again, refusals. Begin with {@link
 * city.pishkhan.testkit.client.HubClient}.
 */
package city.pishkhan.testkit.client;
