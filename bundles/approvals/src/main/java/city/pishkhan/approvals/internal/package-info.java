/** Acts that need four eyes, and the list of logins that people confirm from time to time. Begin with {@link ApprovalService}. */
package city.pishkhan.approvals.internal;
