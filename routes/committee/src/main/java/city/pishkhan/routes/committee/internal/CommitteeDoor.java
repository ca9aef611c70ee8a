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
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutesComponent;
import java.time.Clock;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the committee door. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class CommitteeDoor extends DoorRoutesComponent {
    private final Door door;
    private final DryRunResource dryRuns;
    private final DecisionResource decisionResource;
    private final OfficeRegisterResource register;
    private final ExpertResource experts;
    private final HandoverResource handovers;
    private final ApprovalResource approvals;
    private final MerchantResource merchants;
    private final TreasuryResource money;
    private final RefundResource refunds;
    private final PayoutResource payouts;
    private final LoginRecertificationResource logins;
    private final ComplaintResource complaints;

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
        this.door = new Door(access, idempotency);
        this.dryRuns = new DryRunResource(dryRuns, texts);
        this.decisionResource = new DecisionResource(committee, procedures, texts);
        this.register = new OfficeRegisterResource(offices, access);
        this.experts = new ExpertResource(experts, access);
        this.handovers = new HandoverResource(handovers);
        this.approvals = new ApprovalResource(approvals, persons);
        this.merchants = new MerchantResource(merchants, this.approvals);
        this.money = new TreasuryResource(ledger, settlements, this.approvals, Clock.systemUTC());
        this.refunds = new RefundResource(refunds, this.approvals);
        this.payouts = new PayoutResource(payouts, this.approvals);
        this.logins = new LoginRecertificationResource(logins);
        this.complaints = new ComplaintResource(discipline);
    }

    @Override
    protected RouteBuilder routes() {
        return new CommitteeRoutes(
                door,
                dryRuns,
                decisionResource,
                register,
                experts,
                handovers,
                complaints,
                approvals,
                merchants,
                money,
                refunds,
                payouts,
                logins);
    }
}
