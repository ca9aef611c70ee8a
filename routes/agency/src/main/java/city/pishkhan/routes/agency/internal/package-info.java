/** The agencies' and the operators' doors. Begin with {@link AgencyRoutes}. */
package city.pishkhan.routes.agency.internal;
