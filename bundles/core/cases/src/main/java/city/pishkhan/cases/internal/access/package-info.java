/**
 * Access to cases: who may see and change them, masking of personal data, and the log of readings. Begin with {@link CaseAuthorization}.
 */
@NullMarked
package city.pishkhan.cases.internal.access;

import org.jspecify.annotations.NullMarked;
