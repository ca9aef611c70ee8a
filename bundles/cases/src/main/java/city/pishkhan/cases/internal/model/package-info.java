/**
 * What a case and an inquiry are: their rows, the states that they may go through, and how people's words in them are sealed. It uses the
 * API only. Begin with {@link CaseFile}.
 */
package city.pishkhan.cases.internal.model;
