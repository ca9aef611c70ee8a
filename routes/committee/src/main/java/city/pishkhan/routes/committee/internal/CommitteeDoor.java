package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.cases.Handovers;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.money.LedgerReports;
import city.pishkhan.api.money.Merchants;
import city.pishkhan.api.money.Payouts;
import city.pishkhan.api.money.Refunds;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.rules.DryRuns;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Recertification;
import city.pishkhan.contracts.committee.CommitteeApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.runtime.DoorPaths;
import java.time.Clock;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Door of the committees and of the institute's office register. One line for each operation names its access check and
 * its method.
 */
@Component(service = RoutesBuilder.class, property = DoorDescription.DOOR)
@DoorPaths(CommitteeDoor.REST)
public final class CommitteeDoor extends DoorDescription {
    static final String REST = "/committee/v1";

    private final Door door;

    @Activate
    public CommitteeDoor(
            @Reference Access access,
            @Reference DryRuns dryRuns,
            @Reference Idempotency idempotency,
            @Reference Committee committee,
            @Reference Offices offices,
            @Reference Experts experts,
            @Reference Handovers handovers,
            @Reference Approvals approvals,
            @Reference Merchants merchants,
            @Reference LedgerReports ledger,
            @Reference Settlements settlements,
            @Reference Refunds refunds,
            @Reference Payouts payouts,
            @Reference Recertification logins,
            @Reference Discipline discipline,
            @Reference Persons persons,
            @Reference Procedures procedures,
            @Reference RuleTexts texts) {
        super("committee");
        door = new Door(access, idempotency);
        ApprovalResource approvalResource = new ApprovalResource(approvals, persons);

        rest(REST, CommitteeApi.class);
        addDecisions(new DecisionResource(committee, procedures, texts), new DryRunResource(dryRuns, texts));
        addOffices(
                new OfficeRegisterResource(offices, access),
                new ExpertResource(experts, access),
                new HandoverResource(handovers));
        addComplaints(new ComplaintResource(discipline));
        addApprovals(approvalResource, new MerchantResource(merchants, approvalResource));
        addMoney(
                new TreasuryResource(ledger, settlements, approvalResource, Clock.systemUTC()),
                new RefundResource(refunds, approvalResource));
        addPayouts(new PayoutResource(payouts, approvalResource));
        addLogins(new LoginRecertificationResource(logins), approvalResource);
    }

    private void addDecisions(DecisionResource decisionResource, DryRunResource dryRuns) {
        operation("draftDecision", door.once("committee.decision.draft", decisionResource::draft));
        operation("listDecisions", door.read("committee.decision.read", decisionResource::list));
        operation("getDecision", door.read("committee.decision.read", decisionResource::find));
        operation("voteOnDecision", door.once("committee.decision.vote", decisionResource::vote));
        operation("signDecision", door.once("committee.decision.sign", decisionResource::sign));
        operation("getExposures", door.read("committee.exposure.read", doorCall -> decisionResource.exposures()));
        operation("getRuleSets", door.read("committee.rules.read", doorCall -> decisionResource.ruleSets()));
        operation("getRuleSet", door.read("committee.rules.read", decisionResource::ruleSet));
        // the dry run is a POST only because of its body; it changes nothing and needs no idempotency key
        operation("dryRunRules", door.read("committee.rules.dry-run", dryRuns::run));
    }

    private void addOffices(OfficeRegisterResource register, ExpertResource experts, HandoverResource handovers) {
        operation("listOffices", door.read(OfficeRegisterResource.READ, register::list));
        operation("getOfficesCsv", door.read(OfficeRegisterResource.READ, register::table));
        operation("getOffice", door.read(OfficeRegisterResource.READ, register::find));
        operation("addOffice", door.once("committee.office.add", register::add));
        operation("contractOffice", door.once("committee.office.contract", register::contract));
        operation("qualifyOffice", door.once("committee.office.qualify", register::qualify));
        operation("listExperts", door.read(ExpertResource.READ, experts::list));
        operation("getExpertsCsv", door.read(ExpertResource.READ, experts::table));
        operation("listExpertChoices", door.read(ExpertResource.READ, experts::choices));
        operation("getExpert", door.read(ExpertResource.READ, experts::find));
        operation("enterExpert", door.once("committee.expert.enter", experts::enter));
        operation("changeExpert", door.once("committee.expert.change", experts::change));
        operation("leaveExpert", door.once("committee.expert.leave", experts::leave));
        operation("endExpert", door.once("committee.expert.end", experts::end));
        operation("orderHandover", door.once("committee.office.handover", handovers::order));
        operation("getHandover", door.read("committee.handover.read", handovers::find));
    }

    private void addComplaints(ComplaintResource complaints) {
        operation("listComplaints", door.read(ComplaintResource.READ, complaints::list));
        operation("getComplaintsCsv", door.read(ComplaintResource.READ, complaints::table));
        operation("getComplaint", door.read(ComplaintResource.READ, complaints::find));
        operation("hearParty", door.once("committee.complaint.hear", complaints::hear));
        operation("dismissComplaint", door.once("committee.complaint.dismiss", complaints::dismiss));
        operation("proposeSanction", door.once("committee.complaint.decide", complaints::propose));
        operation("listHearings", door.read("committee.hearing.read", complaints::hearings));
        operation("appealSanction", door.once("committee.hearing.appeal", complaints::appeal));
        operation("listAppeals", door.read("committee.appeal.read", complaints::appeals));
        operation("answerHearing", door.once("committee.hearing.answer", complaints::answer));
    }

    private void addApprovals(ApprovalResource approvals, MerchantResource merchants) {
        operation("revokeCertificate", door.once("committee.certificate.revoke", approvals::revoke));
        operation("releaseInstallation", door.once("committee.installation.release", approvals::releaseInstallation));
        operation("rotateJournalKey", door.once("committee.journal-key.rotate", approvals::rotate));
        operation("requestErasure", door.once("committee.person.erase", approvals::erase));
        operation("approveDisposal", door.once("committee.archive.dispose", approvals::dispose));
        operation("listMerchants", door.read("committee.merchant.read", doorCall -> merchants.list()));
        operation("getMerchantsCsv", door.read("committee.merchant.read", merchants::table));
        operation("approveMerchant", door.once("committee.merchant.approve", merchants::approve));
        operation("withdrawMerchant", door.once("committee.merchant.withdraw", merchants::withdraw));
        operation("listApprovals", door.read("committee.approval.read", approvals::list));
        operation("getApproval", door.read("committee.approval.read", approvals::find));
        operation("decideApproval", door.once("committee.approval.decide", approvals::decide));
    }

    private void addMoney(TreasuryResource money, RefundResource refunds) {
        operation("getLedger", door.read(TreasuryResource.LEDGER, money::ledger));
        operation("getLedgerCsv", door.read(TreasuryResource.LEDGER, money::ledgerCsv));
        operation("listSettlementFiles", door.read(TreasuryResource.DIFFERENCES, money::files));
        operation("listDifferences", door.read(TreasuryResource.DIFFERENCES, money::differences));
        operation("getDifferencesCsv", door.read(TreasuryResource.DIFFERENCES, money::differencesCsv));
        operation("explainDifference", door.once("committee.settlement.explain", money::explain));
        operation("withdrawSettlementFile", door.once("committee.settlement.reverse", money::withdraw));
        operation("reverseBooking", door.once("committee.settlement.reverse", money::reverse));
        operation("takeBackPayment", door.once("committee.payment.take-back", money::takeBack));
        operation("listRefunds", door.read("committee.refund.read", refunds::list));
        operation("getRefundsCsv", door.read("committee.refund.read", refunds::table));
        operation("orderRefund", door.once("committee.refund.order", refunds::order));
        operation("getRefundOrders", door.read("committee.refund.order", refunds::orders));
        operation("completeRefund", door.once("committee.refund.complete", refunds::complete));
    }

    private void addPayouts(PayoutResource payouts) {
        operation("gatherPayout", door.once("committee.payout.gather", payouts::gather));
        operation("listPayouts", door.read("committee.payout.read", payouts::list));
        operation("getPayoutsCsv", door.read("committee.payout.read", payouts::table));
        operation("orderPayout", door.once("committee.payout.order", payouts::order));
        operation("getPayoutOrders", door.read("committee.payout.order", payouts::orders));
        operation("completePayout", door.once("committee.payout.complete", payouts::complete));
    }

    private void addLogins(LoginRecertificationResource logins, ApprovalResource approvals) {
        operation("listLogins", door.read("committee.login.read", doorCall -> logins.list()));
        operation("acceptLogin", door.once("committee.login.accept", approvals::acceptLogin));
        operation("acceptCode", door.once("committee.code.accept", approvals::acceptCode));
        operation("acceptCommittee", door.once("committee.seats.accept", approvals::acceptCommittee));
        operation("recertifyLogin", door.once("committee.login.recertify", logins::recertify));
    }
}
