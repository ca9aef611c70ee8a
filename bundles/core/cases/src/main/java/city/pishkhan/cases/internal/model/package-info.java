/**
 * Model of cases and inquiries: their rows, their states, and the encryption of personal text. Uses the API only. Begin with
 * {@link CaseFile}.
 */
@NullMarked
package city.pishkhan.cases.internal.model;

import org.jspecify.annotations.NullMarked;
