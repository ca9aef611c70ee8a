/**
 * Committees with their votes and signatures, the register of offices, and the rights of offices that follow from both. Begin with
 * {@link CommitteeService}.
 */
package city.pishkhan.governance.internal;
