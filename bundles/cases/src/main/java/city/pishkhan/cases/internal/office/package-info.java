/**
 * What offices and districts do with cases: open, bring papers, submit, revise, inspect, decide, withdraw. Uses everything but inquiries,
 * handover and timers. Begin with {@link CaseService}.
 */
package city.pishkhan.cases.internal.office;
