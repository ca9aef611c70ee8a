/**
 * The register of experts: its rows, and who is where on a day. Knows no rules and no decisions. Begin with {@link
 * city.pishkhan.governance.internal.experts.ExpertRegister}.
 */
package city.pishkhan.governance.internal.experts;
