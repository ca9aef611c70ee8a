package city.pishkhan.citizen.internal;

import city.pishkhan.contracts.citizen.CitizenApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.Reply;

/** The citizens' door: what somebody sees of its own cases, how what is issued reaches it, and what it reports. */
final class CitizenRoutes extends DoorRoutes {
    private final Door door;
    private final LoginDesk logins;
    private final OwnDesk desk;
    private final DeliveryDesk deliveries;
    private final ReportDesk reports;

    CitizenRoutes(Door door, LoginDesk logins, OwnDesk desk, DeliveryDesk deliveries, ReportDesk reports) {
        super("citizen");
        this.door = door;
        this.logins = logins;
        this.desk = desk;
        this.deliveries = deliveries;
        this.reports = reports;
    }

    @Override
    public void configure() {
        rest("citizen-rest", "/citizen/v1", CitizenApi.class);

        operation("askCode", Door.open(logins::ask));
        operation("enterCode", Door.open(logins::enter));

        operation("listCases", door.read("citizen.case.list", desk::list));
        operation("getCase", door.read("citizen.case.read", desk::find));
        operation("getHistory", door.read("citizen.case.history", desk::history));
        operation("getBills", door.read("citizen.bill.read", desk::bills));
        operation("getDuties", door.read("citizen.bill.read", desk::duties));
        operation("getReceipt", door.read("citizen.bill.read", desk::receipt));
        operation("getReceiptFile", door.read("citizen.bill.read", desk::receiptFile));
        operation("beginPayment", door.detached("citizen.payment.begin", desk::beginPayment));
        operation("getAttempts", door.read("citizen.bill.read", desk::attempts));
        operation("getCertificate", door.read("citizen.certificate.read", desk::certificate));
        operation("getCertificateFile", door.read("citizen.certificate.read", desk::certificateFile));

        operation("getDelivery", door.read("citizen.delivery.read", deliveries::find));
        operation("chooseDelivery", door.once("citizen.delivery.choose", deliveries::choose));

        operation("recallDelivery", door.once("citizen.delivery.choose", deliveries::recall));

        operation("listReportKinds", door.read("citizen.report.read", reports::kinds));
        operation("fileReport", door.once("citizen.report.file", reports::file));
        operation("listReports", door.read("citizen.report.read", reports::list));
        operation("getReport", door.read("citizen.report.read", reports::find));

        operation("openApi", Door.open(call -> Reply.resource(CitizenApi.class, "openapi.json", "application/json")));
    }
}
