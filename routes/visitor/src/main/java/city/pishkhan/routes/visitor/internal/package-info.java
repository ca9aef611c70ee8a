/** Public doors: login, tracking, verification, rules, complaints and the return from a bank. Begin with {@link PublicRoutes}. */
package city.pishkhan.routes.visitor.internal;
