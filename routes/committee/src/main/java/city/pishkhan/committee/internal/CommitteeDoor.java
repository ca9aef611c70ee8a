package city.pishkhan.committee.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Approvals;
import city.pishkhan.api.Committee;
import city.pishkhan.api.Discipline;
import city.pishkhan.api.DryRuns;
import city.pishkhan.api.Handovers;
import city.pishkhan.api.Idempotency;
import city.pishkhan.api.LedgerReports;
import city.pishkhan.api.Merchants;
import city.pishkhan.api.Offices;
import city.pishkhan.api.Payouts;
import city.pishkhan.api.Persons;
import city.pishkhan.api.Procedures;
import city.pishkhan.api.Recertification;
import city.pishkhan.api.Refunds;
import city.pishkhan.api.Settlements;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.FreshRoutes;
import java.time.Clock;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the committee door. */
@Component(service = RoutesBuilder.class, property = FreshRoutes.DOOR)
public final class CommitteeDoor extends FreshRoutes {
    private final Door door;
    private final DryRunDesk dryRuns;
    private final CommitteeDesk desk;
    private final RegisterDesk register;
    private final HandoverDesk handovers;
    private final ApprovalDesk approvals;
    private final MerchantDesk merchants;
    private final MoneyDesk money;
    private final RefundDesk refunds;
    private final PayoutDesk payouts;
    private final LoginDesk logins;
    private final ComplaintDesk complaints;

    @Activate
    public CommitteeDoor(
            @Reference Access access,
            @Reference DryRuns dryRuns,
            @Reference Idempotency idempotency,
            @Reference Committee committee,
            @Reference Offices offices,
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
            @Reference Procedures procedures) {
        this.door = new Door(access, idempotency);
        this.dryRuns = new DryRunDesk(dryRuns);
        this.desk = new CommitteeDesk(committee, procedures);
        this.register = new RegisterDesk(offices, access);
        this.handovers = new HandoverDesk(handovers);
        this.approvals = new ApprovalDesk(approvals, persons);
        this.merchants = new MerchantDesk(merchants, this.approvals);
        this.money = new MoneyDesk(ledger, settlements, this.approvals, Clock.systemUTC());
        this.refunds = new RefundDesk(refunds, this.approvals);
        this.payouts = new PayoutDesk(payouts, this.approvals);
        this.logins = new LoginDesk(logins);
        this.complaints = new ComplaintDesk(discipline);
    }

    @Override
    protected RouteBuilder routes() {
        return new CommitteeRoutes(
                door,
                dryRuns,
                desk,
                register,
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
