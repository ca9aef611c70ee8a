/** Public doors: login, tracking, verification, rules, complaints and the return from a bank. Begin with {@link PublicDoor}. */
package city.pishkhan.routes.visitor.internal;
