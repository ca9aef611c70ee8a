/** Public doors: login, tracking, verification, rules, complaints and the return from a bank. Begin with {@link PublicDoor}. */
@NullMarked
package city.pishkhan.routes.visitor.internal;

import org.jspecify.annotations.NullMarked;
