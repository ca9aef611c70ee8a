/**
 * Model of cases and inquiries: their rows, their states, and the encryption of personal text. Uses the API only. Begin with
 * {@link CaseFile}.
 */
package city.pishkhan.cases.internal.model;
