package city.pishkhan.citizen.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.CertificatePapers;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.CitizenCases;
import city.pishkhan.api.CitizenLogin;
import city.pishkhan.api.Deliveries;
import city.pishkhan.api.Idempotency;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Procedures;
import city.pishkhan.api.Receipts;
import city.pishkhan.api.Tracking;
import city.pishkhan.api.ViolationReports;
import city.pishkhan.doors.CertificateWire;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.FreshRoutes;
import city.pishkhan.doors.ReceiptWire;
import city.pishkhan.doors.RefundTermsWire;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the citizens' door. */
@Component(service = RoutesBuilder.class, property = FreshRoutes.DOOR)
public final class CitizenDoor extends FreshRoutes {
    private final Door door;
    private final LoginDesk logins;
    private final OwnDesk desk;
    private final DeliveryDesk deliveries;
    private final ReportDesk reports;

    @Activate
    public CitizenDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference CitizenLogin login,
            @Reference CitizenCases cases,
            @Reference Tracking tracking,
            @Reference Payments payments,
            @Reference Receipts receipts,
            @Reference Procedures procedures,
            @Reference Certificates certificates,
            @Reference CertificatePapers certificatePapers,
            @Reference Deliveries deliveries,
            @Reference ViolationReports reports) {
        this.door = new Door(access, idempotency);
        this.logins = new LoginDesk(login);
        this.desk = new OwnDesk(
                cases,
                tracking,
                payments,
                new ReceiptWire(receipts),
                new RefundTermsWire(procedures),
                new CertificateWire(certificates, certificatePapers));
        this.deliveries = new DeliveryDesk(cases, deliveries);
        this.reports = new ReportDesk(reports);
    }

    @Override
    protected RouteBuilder routes() {
        return new CitizenRoutes(door, logins, desk, deliveries, reports);
    }
}
