/**
 * Who may do what, by whose decision: committees with their votes and signatures, the register of offices, and what follows from both.
 * Begin with {@link CommitteeService}.
 */
package city.pishkhan.governance.internal;
