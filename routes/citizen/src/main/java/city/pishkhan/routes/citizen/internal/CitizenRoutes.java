package city.pishkhan.routes.citizen.internal;

import city.pishkhan.contracts.citizen.CitizenApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.runtime.DoorPaths;

/** Door of citizens: their own cases, payments, delivery of certificates, and reports. */
@DoorPaths(CitizenRoutes.REST)
final class CitizenRoutes extends DoorRoutes {
    static final String REST = "/citizen/v1";

    private final Door door;
    private final CitizenLoginResource logins;
    private final OwnCaseResource ownCaseResource;
    private final OwnPaymentResource payments;
    private final OwnDeliveryResource deliveries;
    private final OwnAuthorityResource authorities;
    private final OwnReportResource reports;
    private final HomeCaseResource homes;
    private final OwnProgressResource progress;
    private final OwnReadingResource readings;

    CitizenRoutes(
            Door door,
            CitizenLoginResource logins,
            OwnCaseResource ownCaseResource,
            OwnPaymentResource payments,
            OwnDeliveryResource deliveries,
            OwnAuthorityResource authorities,
            OwnReportResource reports,
            HomeCaseResource homes,
            OwnProgressResource progress,
            OwnReadingResource readings) {
        super("citizen");
        this.door = door;
        this.logins = logins;
        this.ownCaseResource = ownCaseResource;
        this.payments = payments;
        this.deliveries = deliveries;
        this.authorities = authorities;
        this.reports = reports;
        this.homes = homes;
        this.progress = progress;
        this.readings = readings;
    }

    @Override
    public void configure() {
        rest("citizen-rest", REST, CitizenApi.class);

        operation("askCode", Door.open(logins::ask));
        operation("enterCode", Door.open(logins::enter));
        operation("enterSlip", Door.open(logins::enterSlip));
        operation("stopNumberChange", door.once("citizen.number.stop", logins::stop));

        operation("listCases", door.read("citizen.case.list", ownCaseResource::list));
        operation("getCase", door.read("citizen.case.read", ownCaseResource::find));
        operation("getHistory", door.read("citizen.case.history", ownCaseResource::history));
        operation("answerArchive", door.once("citizen.archive.answer", ownCaseResource::answerArchive));
        operation("listHomeServices", door.read("citizen.case.open", homes::services));
        operation("openAtHome", door.once("citizen.case.open", homes::match, homes::open));
        operation("submitCase", door.once("citizen.case.submit", homes::matchAgain, homes::submit));
        operation("getProgress", door.read("citizen.case.read", progress::find));
        operation("listReadings", door.read("citizen.reading.list", readings::list));
        operation("objectToReading", door.once("citizen.reading.object", readings::object));

        operation("getBills", door.read("citizen.bill.read", payments::bills));
        operation("getDuties", door.read("citizen.bill.read", payments::duties));
        operation("getReceipt", door.read("citizen.bill.read", payments::receipt));
        operation("getReceiptFile", door.read("citizen.bill.read", payments::receiptFile));
        operation("beginPayment", door.claimed("citizen.payment.begin", payments::beginPayment));
        operation("getAttempts", door.read("citizen.bill.read", payments::attempts));
        operation("getCertificate", door.read("citizen.certificate.read", ownCaseResource::certificate));
        operation("getCertificateFile", door.read("citizen.certificate.read", ownCaseResource::certificateFile));

        operation("getDelivery", door.read("citizen.delivery.read", deliveries::find));
        operation("chooseDelivery", door.once("citizen.delivery.choose", deliveries::choose));

        operation("recallDelivery", door.once("citizen.delivery.choose", deliveries::recall));

        operation("listAuthorities", door.read("citizen.authority.read", authorities::list));
        operation("revokeAuthority", door.once("citizen.authority.revoke", authorities::revoke));
        operation("withdrawCase", door.once("citizen.case.withdraw", authorities::withdraw));

        operation("listReportKinds", door.read("citizen.report.read", reports::kinds));
        operation("addReportPhoto", door.once("citizen.report.file", reports::examined, reports::addPhoto));
        operation("fileReport", door.once("citizen.report.file", reports::file));
        operation("listReports", door.read("citizen.report.read", reports::list));
        operation("getReport", door.read("citizen.report.read", reports::find));

        operation(
                "openApi",
                Door.open(doorCall -> DoorReply.resource(CitizenApi.class, "openapi.json", "application/json")));
    }
}
