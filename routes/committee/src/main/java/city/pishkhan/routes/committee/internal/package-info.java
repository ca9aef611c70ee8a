/** The committees', institute's and treasury's door. Begin with {@link CommitteeRoutes}. */
package city.pishkhan.routes.committee.internal;
