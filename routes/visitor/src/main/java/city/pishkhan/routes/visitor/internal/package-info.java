/**
 * What anybody reaches: logins, tracking, verification, rules, complaints, the way back from the bank. Begin with {@link
 * PublicRoutes}.
 */
package city.pishkhan.routes.visitor.internal;
