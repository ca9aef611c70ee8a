/**
 * Committees with their votes and signatures, the register of offices, and the rights of offices that follow from both. Begin with
 * {@link CommitteeService}.
 */
@NullMarked
package city.pishkhan.governance.internal;

import org.jspecify.annotations.NullMarked;
