/** Acts that need the approval of a second person, and the periodic recertification of logins. Begin with {@link ApprovalService}. */
@NullMarked
package city.pishkhan.approvals.internal;

import org.jspecify.annotations.NullMarked;
