/** The agencies' and the operators' doors. Begin with {@link AgencyRoutes}. */
package city.pishkhan.agencies.internal;
