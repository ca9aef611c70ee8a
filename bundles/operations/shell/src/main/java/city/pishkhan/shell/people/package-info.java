/** Commands for logins, committees, approvals, experts and identity proofs. */
@NullMarked
package city.pishkhan.shell.people;

import org.jspecify.annotations.NullMarked;
