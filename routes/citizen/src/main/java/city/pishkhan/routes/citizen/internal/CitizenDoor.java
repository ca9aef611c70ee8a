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
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutesComponent;
import city.pishkhan.doors.mapping.CertificateMapper;
import city.pishkhan.doors.mapping.ReceiptMapper;
import city.pishkhan.doors.mapping.RefundTermsMapper;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Publishes the citizen door. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class CitizenDoor extends DoorRoutesComponent {
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

    /** Directories of logins. A reader whose login is in none of them is not identified to citizens. */
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
        this.door = new Door(access, idempotency);
        this.logins = new CitizenLoginResource(login, proofs);
        this.ownCaseResource =
                new OwnCaseResource(cases, tracking, new CertificateMapper(certificates, certificatePapers), consents);
        this.payments =
                new OwnPaymentResource(cases, payments, new ReceiptMapper(receipts), new RefundTermsMapper(procedures));
        this.deliveries = new OwnDeliveryResource(cases, deliveries);
        this.authorities = new OwnAuthorityResource(authorities, cases, tracking);
        this.reports = new OwnReportResource(reports);
        this.homes = new HomeCaseResource(homes, procedures, tracking);
        this.progress = new OwnProgressResource(cases, texts);
        this.readings = new OwnReadingResource(cases, discipline, () -> users);
    }

    @Override
    protected RouteBuilder routes() {
        return new CitizenRoutes(
                door, logins, ownCaseResource, payments, deliveries, authorities, reports, homes, progress, readings);
    }
}
