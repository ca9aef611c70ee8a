/** Door of the committees, the institute and the treasury. Begin with {@link CommitteeRoutes}. */
package city.pishkhan.routes.committee.internal;
