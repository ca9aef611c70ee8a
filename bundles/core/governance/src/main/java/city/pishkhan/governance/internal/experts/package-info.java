/**
 * The register of experts: its rows, and the experts' presence on a day. Independent of rules and decisions. Begin with
 * {@link city.pishkhan.governance.internal.experts.ExpertRegister}.
 */
@NullMarked
package city.pishkhan.governance.internal.experts;

import org.jspecify.annotations.NullMarked;
