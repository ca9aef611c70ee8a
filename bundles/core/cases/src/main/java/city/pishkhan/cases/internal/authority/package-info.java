/** Representation: recorded authorities and deaths, and the acts that they permit in cases. Begin with {@link Representation}. */
@NullMarked
package city.pishkhan.cases.internal.authority;

import org.jspecify.annotations.NullMarked;
