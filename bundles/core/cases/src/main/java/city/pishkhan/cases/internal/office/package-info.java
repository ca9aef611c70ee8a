/**
 * Operations of offices and districts on cases: open, add papers, submit, revise, inspect, decide, withdraw. Uses all other packages
 * except inquiries, handover and scheduling. Begin with {@link CaseService}.
 */
@NullMarked
package city.pishkhan.cases.internal.office;

import org.jspecify.annotations.NullMarked;
