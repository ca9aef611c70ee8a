package city.pishkhan.committee.internal;

import city.pishkhan.contracts.committee.CommitteeApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.Reply;

/** The committee door: decisions, and the institute's register of offices; each operation is one line to a service. */
final class CommitteeRoutes extends DoorRoutes {
    private final Door door;
    private final DryRunDesk dryRuns;
    private final CommitteeDesk desk;
    private final RegisterDesk register;
    private final HandoverDesk handovers;
    private final ComplaintDesk complaints;
    private final ApprovalDesk approvals;
    private final MerchantDesk merchants;
    private final MoneyDesk money;
    private final RefundDesk refunds;
    private final PayoutDesk payouts;
    private final LoginDesk logins;

    CommitteeRoutes(
            Door door,
            DryRunDesk dryRuns,
            CommitteeDesk desk,
            RegisterDesk register,
            HandoverDesk handovers,
            ComplaintDesk complaints,
            ApprovalDesk approvals,
            MerchantDesk merchants,
            MoneyDesk money,
            RefundDesk refunds,
            PayoutDesk payouts,
            LoginDesk logins) {
        super("committee");
        this.door = door;
        this.dryRuns = dryRuns;
        this.desk = desk;
        this.register = register;
        this.handovers = handovers;
        this.approvals = approvals;
        this.merchants = merchants;
        this.money = money;
        this.refunds = refunds;
        this.payouts = payouts;
        this.logins = logins;
        this.complaints = complaints;
    }

    @Override
    public void configure() {
        rest("committee-rest", "/committee/v1", CommitteeApi.class);

        operation("draftDecision", door.once("committee.decision.draft", desk::draft));
        operation("listDecisions", door.read("committee.decision.read", desk::list));
        operation("getDecision", door.read("committee.decision.read", desk::find));
        operation("voteOnDecision", door.once("committee.decision.vote", desk::vote));
        operation("signDecision", door.once("committee.decision.sign", desk::sign));
        operation("getExposures", door.read("committee.exposure.read", call -> desk.exposures()));
        operation("getRuleSets", door.read("committee.rules.read", call -> desk.ruleSets()));
        // a POST for its body's sake: it changes nothing, and needs no key
        operation("dryRunRules", door.read("committee.rules.dry-run", dryRuns::run));

        operation("listOffices", door.read(RegisterDesk.READ, register::list));
        operation("getOffice", door.read(RegisterDesk.READ, register::find));
        operation("addOffice", door.once("committee.office.add", register::add));
        operation("contractOffice", door.once("committee.office.contract", register::contract));
        operation("qualifyOffice", door.once("committee.office.qualify", register::qualify));
        operation("orderHandover", door.once("committee.office.handover", handovers::order));
        operation("getHandover", door.read("committee.handover.read", handovers::find));

        operation("listComplaints", door.read(ComplaintDesk.READ, complaints::list));
        operation("getComplaint", door.read(ComplaintDesk.READ, complaints::find));
        operation("hearParty", door.once("committee.complaint.hear", complaints::hear));
        operation("dismissComplaint", door.once("committee.complaint.dismiss", complaints::dismiss));
        operation("proposeSanction", door.once("committee.complaint.decide", complaints::propose));
        operation("listHearings", door.read("committee.hearing.read", complaints::hearings));
        operation("answerHearing", door.once("committee.hearing.answer", complaints::answer));

        operation("revokeCertificate", door.once("committee.certificate.revoke", approvals::revoke));
        operation("rotateJournalKey", door.once("committee.journal-key.rotate", approvals::rotate));
        operation("requestErasure", door.once("committee.person.erase", approvals::erase));
        operation("listMerchants", door.read("committee.merchant.read", call -> merchants.list()));
        operation("approveMerchant", door.once("committee.merchant.approve", merchants::approve));
        operation("withdrawMerchant", door.once("committee.merchant.withdraw", merchants::withdraw));
        operation("listApprovals", door.read("committee.approval.read", approvals::list));
        operation("getApproval", door.read("committee.approval.read", approvals::find));
        operation("decideApproval", door.once("committee.approval.decide", approvals::decide));

        operation("getLedger", door.read(MoneyDesk.LEDGER, money::ledger));
        operation("getLedgerCsv", door.read(MoneyDesk.LEDGER, money::ledgerCsv));
        operation("listSettlementFiles", door.read(MoneyDesk.DIFFERENCES, money::files));
        operation("listDifferences", door.read(MoneyDesk.DIFFERENCES, money::differences));
        operation("explainDifference", door.once("committee.settlement.explain", money::explain));
        operation("withdrawSettlementFile", door.once("committee.settlement.reverse", money::withdraw));
        operation("reverseBooking", door.once("committee.settlement.reverse", money::reverse));
        operation("takeBackPayment", door.once("committee.payment.take-back", money::takeBack));
        operation("listRefunds", door.read("committee.refund.read", refunds::list));
        operation("orderRefund", door.once("committee.refund.order", refunds::order));
        operation("getRefundOrders", door.read("committee.refund.order", refunds::orders));
        operation("completeRefund", door.once("committee.refund.complete", refunds::complete));

        operation("gatherPayout", door.once("committee.payout.gather", payouts::gather));
        operation("listPayouts", door.read("committee.payout.read", payouts::list));
        operation("orderPayout", door.once("committee.payout.order", payouts::order));
        operation("getPayoutOrders", door.read("committee.payout.order", payouts::orders));
        operation("completePayout", door.once("committee.payout.complete", payouts::complete));
        operation("listLogins", door.read("committee.login.read", call -> logins.list()));
        operation("recertifyLogin", door.once("committee.login.recertify", logins::confirm));

        operation("openApi", Door.open(call -> Reply.resource(CommitteeApi.class, "openapi.json", "application/json")));
    }
}
