package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.HomeCases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.CitizenLogin;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.contracts.citizen.CitizenApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.doors.mapping.CertificateMapper;
import city.pishkhan.doors.mapping.ReceiptMapper;
import city.pishkhan.doors.mapping.RefundTermsMapper;
import city.pishkhan.runtime.DoorPaths;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Door of citizens: their own cases, payments, delivery of certificates, and reports. */
@Component(service = RoutesBuilder.class, property = DoorDescription.DOOR)
@DoorPaths(CitizenDoor.REST)
public final class CitizenDoor extends DoorDescription {
    static final String REST = "/citizen/v1";

    private final Door door;

    /**
     * Directories of logins. Citizens do not see the identity of a reader of their case whose login is in none of the
     * directories.
     */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<UserDirectory> users = List.of();

    @Activate
    public CitizenDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference CitizenLogin login,
            @Reference NumberProofs proofs,
            @Reference CitizenCases cases,
            @Reference ArchiveConsents consents,
            @Reference Tracking tracking,
            @Reference Payments payments,
            @Reference Receipts receipts,
            @Reference Procedures procedures,
            @Reference Certificates certificates,
            @Reference CertificatePapers certificatePapers,
            @Reference Deliveries deliveries,
            @Reference Authorities authorities,
            @Reference ViolationReports reports,
            @Reference HomeCases homes,
            @Reference RuleTexts texts,
            @Reference Discipline discipline) {
        super("citizen");
        door = new Door(access, idempotency);
        OwnCaseResource ownCaseResource =
                new OwnCaseResource(cases, tracking, new CertificateMapper(certificates, certificatePapers), consents);

        rest(REST, CitizenApi.class);
        addLogins(new CitizenLoginResource(login, proofs));
        addCases(
                ownCaseResource,
                new HomeCaseResource(homes, procedures, tracking),
                new OwnProgressResource(cases, texts),
                new OwnReadingResource(cases, discipline, () -> users));
        addPayments(
                new OwnPaymentResource(cases, payments, new ReceiptMapper(receipts), new RefundTermsMapper(procedures)),
                ownCaseResource);
        addDeliveries(new OwnDeliveryResource(cases, deliveries));
        addAuthorities(new OwnAuthorityResource(authorities, cases, tracking));
        addReports(new OwnReportResource(reports));
    }

    private void addLogins(CitizenLoginResource logins) {
        operation("askCode", Door.open(logins::ask));
        operation("enterCode", Door.open(logins::enter));
        operation("enterSlip", Door.open(logins::enterSlip));
        operation("stopNumberChange", door.once("citizen.number.stop", logins::stop));
    }

    private void addCases(
            OwnCaseResource ownCaseResource,
            HomeCaseResource homes,
            OwnProgressResource progress,
            OwnReadingResource readings) {
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
    }

    private void addPayments(OwnPaymentResource payments, OwnCaseResource ownCaseResource) {
        operation("getBills", door.read("citizen.bill.read", payments::bills));
        operation("getDuties", door.read("citizen.bill.read", payments::duties));
        operation("getReceipt", door.read("citizen.bill.read", payments::receipt));
        operation("getReceiptFile", door.read("citizen.bill.read", payments::receiptFile));
        operation("beginPayment", door.claimed("citizen.payment.begin", payments::beginPayment));
        operation("getAttempts", door.read("citizen.bill.read", payments::attempts));
        operation("getCertificate", door.read("citizen.certificate.read", ownCaseResource::certificate));
        operation("getCertificateFile", door.read("citizen.certificate.read", ownCaseResource::certificateFile));
    }

    private void addDeliveries(OwnDeliveryResource deliveries) {
        operation("getDelivery", door.read("citizen.delivery.read", deliveries::find));
        operation("chooseDelivery", door.once("citizen.delivery.choose", deliveries::choose));
        operation("recallDelivery", door.once("citizen.delivery.choose", deliveries::recall));
    }

    private void addAuthorities(OwnAuthorityResource authorities) {
        operation("listAuthorities", door.read("citizen.authority.read", authorities::list));
        operation("revokeAuthority", door.once("citizen.authority.revoke", authorities::revoke));
        operation("withdrawCase", door.once("citizen.case.withdraw", authorities::withdraw));
    }

    private void addReports(OwnReportResource reports) {
        operation("listReportKinds", door.read("citizen.report.read", reports::kinds));
        operation("addReportPhoto", door.once("citizen.report.file", reports::examinePhoto, reports::addPhoto));
        operation("fileReport", door.once("citizen.report.file", reports::file));
        operation("listReports", door.read("citizen.report.read", reports::list));
        operation("getReport", door.read("citizen.report.read", reports::find));
    }
}
