/**
 * The register of experts: its rows, and the experts' presence on a day. Independent of rules and decisions. Begin with
 * {@link city.pishkhan.governance.internal.experts.ExpertRegister}.
 */
package city.pishkhan.governance.internal.experts;
